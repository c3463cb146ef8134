// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.pawl.ports.bench.Drive;
import io.pawl.ports.bench.Load;
import io.pawl.ports.bench.StoreContender;
import io.pawl.ports.bench.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The store on RocksDB and RocksDB alone. JMH fills the fields before it calls anything. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init")
public class RocksDbBenchmark {
  @Param public Subject subject;

  @Param public Load load;

  private Path folder;
  private Drive drive;

  @Setup
  public void fill() throws IOException {
    folder = Files.createTempDirectory("pawl-bench");
    drive =
        Drive.over(
            () ->
                switch (subject) {
                  case BARE -> BareRocksDb.open(folder);
                  case ADAPTER -> StoreContender.open(new RocksDbEngine(), folder);
                },
            load);
  }

  @TearDown
  public void clear() throws IOException {
    drive.close();
    MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
  }

  @Benchmark
  public Object find() {
    return drive.find();
  }

  @Benchmark
  public void commit_one_row() {
    drive.commitOneRow();
  }

  @Benchmark
  public void commit_thousand_rows() {
    drive.commitThousandRows();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.bench;

import io.pawl.domain.bench.Score.Doer;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a thread's round gave; JMH adds up the threads and reports each field by its name. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Speeds {
  public double bare;
  public double pawl;
  public double tink;
  public double tinkKeyset;
  public double bareBytes;
  public double pawlBytes;
  public double tinkBytes;
  public double tinkKeysetBytes;

  /** Values a second, and bytes allocated a second: those add up, and bytes for a value do not. */
  void set(Doer doer, double values, double bytes) {
    switch (doer) {
      case BARE -> {
        bare = values;
        bareBytes = bytes;
      }
      case PAWL -> {
        pawl = values;
        pawlBytes = bytes;
      }
      case TINK -> {
        tink = values;
        tinkBytes = bytes;
      }
      case TINK_KEYSET -> {
        tinkKeyset = values;
        tinkKeysetBytes = bytes;
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A file that fails at a chosen operation, and the device under it, whose power may fail. What was
 * synced is there afterwards; of what was not, each sector has its content as of any one of its
 * writes, in whatever order a device finds convenient. How much a device was able to write differs
 * from failure to failure.
 */
final class LossyFile implements RawFile {
  private static final int SECTOR = 512;

  private byte[] durable;
  private byte[] content;
  private final Map<Integer, List<byte[]>> unsynced = new TreeMap<>();
  private int operationsLeft = Integer.MAX_VALUE;
  private Runnable meanwhile = () -> {};

  LossyFile(byte[] content) {
    this.durable = content;
    this.content = content;
  }

  /** For whoever opens it next: those who were at work before are gone. */
  LossyFile failingAfter(int operations) {
    operationsLeft = operations;
    meanwhile = () -> {};
    return this;
  }

  /** What others do to the file while the next sync waits for the device. */
  void whileSyncing(Runnable others) {
    meanwhile = others;
  }

  boolean hasFailed() {
    return operationsLeft <= 0;
  }

  byte[] content() {
    return content.clone();
  }

  /** What a machine finds on the device when it has power again. */
  byte[] afterPowerLoss(Random random) {
    double mostlyWritten = 1 - Math.pow(0.1, random.nextInt(4));
    int length = random.nextInt(4) > 0 ? content.length : durable.length;
    byte[] found = Arrays.copyOf(durable, length);
    for (Map.Entry<Integer, List<byte[]>> sector : unsynced.entrySet()) {
      List<byte[]> history = sector.getValue();
      int survived =
          random.nextDouble() < mostlyWritten ? history.size() : random.nextInt(history.size() + 1);
      int from = sector.getKey() * SECTOR;
      if (survived > 0 && from < length) {
        byte[] bytes = history.get(survived - 1);
        System.arraycopy(bytes, 0, found, from, Math.min(bytes.length, length - from));
      }
    }
    return found;
  }

  private void spend() throws IOException {
    if (operationsLeft <= 0) {
      throw new IOException("The power is off.");
    }
    operationsLeft--;
  }

  @Override
  public long size() {
    return content.length;
  }

  @Override
  public void read(long position, byte[] into) throws IOException {
    if (position + into.length > content.length) {
      throw new EOFException();
    }
    System.arraycopy(content, (int) position, into, 0, into.length);
  }

  @Override
  public void write(long position, byte[] from, int length) throws IOException {
    spend();
    int start = (int) position;
    content = Arrays.copyOf(content, Math.max(content.length, start + length));
    System.arraycopy(from, 0, content, start, length);
    for (int sector = start / SECTOR; sector * SECTOR < start + length; sector++) {
      int end = Math.min(content.length, (sector + 1) * SECTOR);
      unsynced
          .computeIfAbsent(sector, first -> new ArrayList<>())
          .add(Arrays.copyOfRange(content, sector * SECTOR, end));
    }
  }

  @Override
  public void truncate(long size) throws IOException {
    spend();
    content = Arrays.copyOf(content, (int) size);
  }

  @Override
  public void sync() throws IOException {
    Runnable others = meanwhile;
    meanwhile = () -> {};
    spend();
    durable = content.clone();
    unsynced.clear();
    others.run();
  }

  @Override
  public void close() {}
}

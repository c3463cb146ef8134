// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import com.google.common.collect.Lists;
import io.pawl.domain.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What may be on a disk whose power is lost. Of the names that were set or taken away since their
 * folder was synced, any may have reached it and any may not. A file that was not synced since it
 * was written may be as it was when it was, whole, half, or of the right length and all zeros.
 */
final class PowerlessDisk {
  private static final int FOLDER = -1;
  private static final int NOTHING = -2;

  private final Map<String, Integer> durable = new TreeMap<>();
  private final List<NameChange> pending = new ArrayList<>();
  private final Map<Integer, byte[]> synced = new HashMap<>();
  private final Map<Integer, byte[]> written = new HashMap<>();

  /** A name from now on stands for this file, for a folder, or for nothing. */
  private record NameChange(String name, int number) {
    String folder() {
      return name.contains("/") ? name.substring(0, name.indexOf('/')) : "";
    }
  }

  void setFolder(String name) {
    pending.add(new NameChange(name, FOLDER));
  }

  void setFile(String name, int number) {
    pending.add(new NameChange(name, number));
  }

  void unset(String name) {
    pending.add(new NameChange(name, NOTHING));
  }

  /** From the beginning of the file, and over what is there. */
  void write(int number, byte[] content) {
    byte[] before = written.getOrDefault(number, new byte[0]);
    byte[] after = Arrays.copyOf(before, Math.max(before.length, content.length));
    System.arraycopy(content, 0, after, 0, content.length);
    written.put(number, after);
  }

  void syncFile(int number) {
    synced.put(number, written.getOrDefault(number, new byte[0]));
  }

  void syncFolder(String name) {
    for (NameChange change : List.copyOf(pending)) {
      if (change.folder().equals(name)) {
        apply(change, durable);
        pending.remove(change);
      }
    }
  }

  /** Every state that the next to look may find, each as its files by name. */
  Set<Map<String, Bytes>> found() {
    Set<Map<String, Bytes>> found = new LinkedHashSet<>();
    for (int kept = 0; kept < 1 << pending.size(); kept++) {
      Map<String, Integer> names = new TreeMap<>(durable);
      for (int i = 0; i < pending.size(); i++) {
        if ((kept >> i & 1) == 1) {
          apply(pending.get(i), names);
        }
      }
      found.addAll(contents(names));
    }
    return found;
  }

  private Set<Map<String, Bytes>> contents(Map<String, Integer> names) {
    boolean folderIsThere = names.containsValue(FOLDER);
    List<String> files =
        names.keySet().stream()
            .filter(name -> folderIsThere && name.contains("/"))
            .filter(name -> names.getOrDefault(name, FOLDER) >= 0)
            .toList();
    List<List<Bytes>> choices =
        files.stream().map(name -> versions(names.getOrDefault(name, FOLDER))).toList();
    Set<Map<String, Bytes>> contents = new LinkedHashSet<>();
    for (List<Bytes> chosen : Lists.cartesianProduct(choices)) {
      Map<String, Bytes> state = new TreeMap<>();
      for (int i = 0; i < files.size(); i++) {
        state.put(files.get(i), chosen.get(i));
      }
      contents.add(state);
    }
    return contents;
  }

  private List<Bytes> versions(int number) {
    byte[] safe = synced.getOrDefault(number, new byte[0]);
    byte[] all = written.getOrDefault(number, new byte[0]);
    Set<Bytes> versions = new LinkedHashSet<>();
    versions.add(Bytes.copyOf(all));
    if (!Arrays.equals(safe, all)) {
      versions.add(Bytes.copyOf(safe));
      versions.add(Bytes.copyOf(Arrays.copyOf(all, all.length / 2)));
      versions.add(Bytes.copyOf(new byte[all.length]));
    }
    return List.copyOf(versions);
  }

  private static void apply(NameChange change, Map<String, Integer> names) {
    if (change.number() == NOTHING) {
      names.remove(change.name());
    } else {
      names.put(change.name(), change.number());
    }
  }

  /** Puts a state that was found into an empty folder. */
  static void lay(Map<String, Bytes> state, Path data) throws IOException {
    for (Map.Entry<String, Bytes> file : state.entrySet()) {
      Path path = data.resolve(file.getKey());
      Files.createDirectories(data.resolve(SidecarFile.FOLDER));
      Files.write(path, file.getValue().toArray());
    }
  }
}

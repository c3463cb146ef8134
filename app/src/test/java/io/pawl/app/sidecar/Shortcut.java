// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import io.pawl.domain.wire.Bytes;
import io.pawl.ports.storage.FileSteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ways to write a file that seem to do, and lose it when the power fails at the wrong moment. */
enum Shortcut {
  LEAVES_THE_FILE_UNSYNCED {
    @Override
    FileSteps on(RecordedDisk disk) {
      return new Forwarding(disk) {
        @Override
        public FreshFile create(Path file) throws IOException {
          return new Unsynced(super.create(file));
        }
      };
    }
  },

  LEAVES_THE_FOLDER_UNSYNCED {
    @Override
    FileSteps on(RecordedDisk disk) {
      return new Forwarding(disk) {
        @Override
        public void syncFolder(Path folder) throws IOException {
          if (!folder.endsWith(SidecarFile.FOLDER)) {
            super.syncFolder(folder);
          }
        }
      };
    }
  },

  LEAVES_THE_NAME_OF_THE_FOLDER_UNSYNCED {
    @Override
    FileSteps on(RecordedDisk disk) {
      return new Forwarding(disk) {
        @Override
        public void syncFolder(Path folder) throws IOException {
          if (folder.endsWith(SidecarFile.FOLDER)) {
            super.syncFolder(folder);
          }
        }
      };
    }
  },

  RENAMES_BEFORE_IT_SYNCS {
    @Override
    FileSteps on(RecordedDisk disk) {
      return new Forwarding(disk) {
        private Unsynced last = new Unsynced(NOTHING);

        @Override
        public FreshFile create(Path file) throws IOException {
          last = new Unsynced(super.create(file));
          return last;
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
          super.rename(from, to);
          last.file.sync();
        }
      };
    }
  },

  REUSES_ONE_FRESH_FILE {
    @Override
    FileSteps on(RecordedDisk disk) {
      return new Forwarding(disk) {
        @Override
        public FreshFile create(Path file) throws IOException {
          Path one = one(file);
          return Files.exists(one) ? disk.openThere(one) : super.create(one);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
          super.rename(one(from), to);
        }

        private Path one(Path file) {
          return file.resolveSibling("keys.json.new");
        }
      };
    }
  },

  WRITES_OVER_THE_OLD_ONE {
    @Override
    FileSteps on(RecordedDisk disk) {
      return new Forwarding(disk) {
        @Override
        public FreshFile create(Path file) throws IOException {
          Path old = file.resolveSibling(SidecarFile.FILE);
          return Files.exists(old) ? disk.openThere(old) : super.create(old);
        }

        @Override
        public void rename(Path from, Path to) {}
      };
    }
  },

  TAKES_THE_OLD_ONE_AWAY_FIRST {
    @Override
    FileSteps on(RecordedDisk disk) {
      return new Forwarding(disk) {
        @Override
        public void rename(Path from, Path to) throws IOException {
          super.delete(to);
          super.syncFolder(to.resolveSibling(""));
          super.rename(from, to);
        }
      };
    }
  };

  private static final FileSteps.FreshFile NOTHING =
      new FileSteps.FreshFile() {
        @Override
        public void write(Bytes content) {}

        @Override
        public void sync() {}

        @Override
        public void close() {}
      };

  abstract FileSteps on(RecordedDisk disk);

  private static final class Unsynced implements FileSteps.FreshFile {
    private final FileSteps.FreshFile file;

    Unsynced(FileSteps.FreshFile file) {
      this.file = file;
    }

    @Override
    public void write(Bytes content) throws IOException {
      file.write(content);
    }

    @Override
    public void sync() {}

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  private static class Forwarding implements FileSteps {
    private final FileSteps steps;

    Forwarding(FileSteps steps) {
      this.steps = steps;
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
      steps.makeFolder(folder);
    }

    @Override
    public FreshFile create(Path file) throws IOException {
      return steps.create(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      steps.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
      steps.delete(file);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
      steps.syncFolder(folder);
    }
  }
}

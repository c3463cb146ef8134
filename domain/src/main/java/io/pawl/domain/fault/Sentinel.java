// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.fault;

/**
 * Every error an operator or a program can meet, under a name that never changes. The name is what
 * is logged, answered and documented; the meaning and the remedy are one line each, for people.
 */
public enum Sentinel {
  SLOT_TAKEN(
      ExitClass.REGISTRATION_REFUSED,
      "Another node already owns this writer slot under this key.",
      "Give one of the two nodes another name: names whose ids share their low 16 bits collide."),
  WRITER_CLONED(
      ExitClass.REGISTRATION_REFUSED,
      "Another load of this node already registered this very epoch.",
      "This is a restored disk or a cloned machine: register again with the next free epoch."),
  EPOCH_ROLLBACK(
      ExitClass.REGISTRATION_REFUSED,
      "The epoch is behind the highest one this node ever registered under this key.",
      "The node's disk is older than the registry: register again with the next free epoch."),
  KEY_ID_RESERVED(
      ExitClass.REGISTRATION_REFUSED,
      "Key id 0 is reserved and never names a key.",
      "Use the id of a key the cluster serves, from 1 to 4294967295."),
  NODE_ID_RESERVED(
      ExitClass.REGISTRATION_REFUSED,
      "Node id 0 is reserved and never names a node.",
      "Derive the id from the node's name; no name hashes to 0."),
  INCARNATION_REQUIRED(
      ExitClass.REGISTRATION_REFUSED,
      "A registration without an incarnation cannot be told from one of a cloned machine.",
      "Draw sixteen random bytes for each registration and send them again with every repetition."),
  EPOCH_EXHAUSTED(
      ExitClass.REGISTRATION_REFUSED,
      "This node has used up all its epochs under this key.",
      "Rotate the DEK: epochs start again from 0 under the next key."),
  BUSY(
      ExitClass.REFUSED,
      "Another change of this writer slot, or of the keys, is on its way.",
      "Ask again in a moment."),
  NO_LEADER(
      ExitClass.NO_QUORUM,
      "No leader could be reached; nothing has changed.",
      "See with `pawl status` that a majority of the members is up, then ask again."),
  OUTCOME_UNKNOWN(
      ExitClass.UNKNOWN_OUTCOME,
      "The answer was lost: the change may or may not be committed.",
      "Ask again, for a registration with the same epoch and incarnation: that tells. Before another rotation see `pawl keys`."),
  REQUEST_MALFORMED(
      ExitClass.INTEGRITY,
      "A request is not one this build knows.",
      "Compare the versions of the client and the nodes."),
  INPUT_MALFORMED(
      ExitClass.INTEGRITY,
      "A piece of the input is not what it should be.",
      "Correct it; `pawl COMMAND --help` shows an example."),

  ENTRY_MALFORMED(
      ExitClass.INTEGRITY,
      "A log entry does not have the exact shape of its kind.",
      "Compare the versions of the nodes; if they agree, the log is damaged: reseed this node."),
  ENTRY_VERSION_UNKNOWN(
      ExitClass.INTEGRITY,
      "A log entry has a version this build does not know.",
      "Run the version that wrote the entry, or a newer one, on every node."),
  ENTRY_OPCODE_UNKNOWN(
      ExitClass.INTEGRITY,
      "A log entry is of a kind this build does not know.",
      "Run the version that wrote the entry, or a newer one, on every node."),
  ENTRY_SUBTAG_UNKNOWN(
      ExitClass.INTEGRITY,
      "A key change in the log is of a kind this build does not know.",
      "Run the version that wrote the entry, or a newer one, on every node."),
  ENCRYPTION_APPLY(
      ExitClass.HALTED,
      "A committed entry could not be applied; the replica stopped in front of it.",
      "Repair what the enclosed sentinel names and start the replica again: it meets the same entry."),

  LOG_FAILED(
      ExitClass.HALTED,
      "The replicated log could not be written or read.",
      "Look at the cause: disk space, permissions, the device. Then start the replica again."),
  GROUP_CLOSED(
      ExitClass.HALTED,
      "The member answers, but the group is closed there: it halted, or is about to stop.",
      "See with `pawl status` and in the member's log why; another member may do what was asked."),
  INTERNAL_ERROR(
      ExitClass.BUG,
      "Something happened that the code says cannot happen.",
      "Report it with the lines of the log around it."),

  REGISTRY_KEY_MALFORMED(
      ExitClass.INTEGRITY,
      "A stored key is not the key of a registry row.",
      "The store is damaged: set it aside and start the node with an empty --data; a healthy one reseeds it."),
  REGISTRY_ROW_MALFORMED(
      ExitClass.INTEGRITY,
      "A stored value is not a registry row.",
      "The store is damaged: set it aside and start the node with an empty --data; a healthy one reseeds it."),

  SNAPSHOT_MALFORMED(
      ExitClass.INTEGRITY,
      "The file is not a whole and undamaged snapshot.",
      "Take the snapshot again, or copy it again from where it was written."),
  SNAPSHOT_VERSION_UNKNOWN(
      ExitClass.INTEGRITY,
      "The snapshot has a format version this build does not know.",
      "Install it with the version that wrote it, or a newer one."),
  SNAPSHOT_FOREIGN(
      ExitClass.REFUSED,
      "The snapshot was taken in another cluster.",
      "Install a snapshot of this cluster; another cluster's rows guard other nonces."),
  SNAPSHOT_STALE(
      ExitClass.REFUSED,
      "The snapshot is older than what the store already holds.",
      "Install a newer snapshot: going back would let spent epochs be used again."),
  SNAPSHOT_EMPTY(
      ExitClass.REFUSED,
      "The member has applied nothing yet: a snapshot would hold nothing.",
      "Wait until `pawl status` shows that it has applied something, then ask again."),

  STORE_UNSUPPORTED(
      ExitClass.REFUSED,
      "The storage engine is not available, or it is not the one that wrote this folder.",
      "Name the engine that wrote it with --store, or move the node: remove group-N/store of every group."),
  STORE_LOCKED(
      ExitClass.REFUSED,
      "The folder of the store is in use by another opener.",
      "Stop the other process, or choose another data folder; two openers would overwrite each other."),
  STORE_CLOSED(
      ExitClass.BUG,
      "The store was used after it was closed.",
      "Open the store again; a closed one answers nothing."),
  STORE_UNAVAILABLE(
      ExitClass.HALTED,
      "The store could not be read or written.",
      "Look at the cause: disk space, permissions, the device. Then start the replica again."),
  STORE_CORRUPTED(
      ExitClass.INTEGRITY,
      "The store's files are damaged or have lost rows they once held.",
      "Do not use this folder: set it aside and start the node with an empty --data; a healthy one reseeds it."),
  STATE_MISMATCH(
      ExitClass.REFUSED,
      "What is in the data folder does not belong together, or not to this node of this cluster.",
      "Point the node at its own data folder; if a part of it is lost, set it aside and rejoin empty."),
  FILESYSTEM_UNSUPPORTED(
      ExitClass.REFUSED,
      "The data folder's file system does not do what durability needs: write, sync, rename.",
      "Keep the data folder on a local file system."),
  ADDRESS_UNAVAILABLE(
      ExitClass.REFUSED,
      "The node cannot listen at its address.",
      "Stop who else listens there, or name an address of this machine with a free port."),

  KEY_UNKNOWN(
      ExitClass.REGISTRATION_REFUSED,
      "The cluster has no key of this id.",
      "Use the id of a key that `pawl keys` lists; what was sealed under another cluster's key is opened there."),
  KEY_CONFLICT(
      ExitClass.REFUSED,
      "A key of this id, or of these bytes, is already there and never changes.",
      "Draw another id and another key; a key id means the same bytes for ever."),
  KEY_SIZE(
      ExitClass.REFUSED,
      "A key does not have the size its kind has.",
      "A DEK has 32 bytes, wrapped ones 1 to 4096: let the leader make the keys."),
  KEY_RING_FULL(
      ExitClass.REFUSED,
      "The key ring holds as many keys as it may.",
      "Start a new cluster for new values; the keys of this one go on opening what they sealed."),
  KEY_RING_MALFORMED(
      ExitClass.INTEGRITY,
      "A stored value is not a key ring.",
      "The store is damaged: set it aside and start the node with an empty --data; a healthy one reseeds it."),
  KEY_RING_VERSION_UNKNOWN(
      ExitClass.INTEGRITY,
      "The stored key ring has a version this build does not know.",
      "Run the version that wrote it, or a newer one."),
  ALREADY_BOOTSTRAPPED(
      ExitClass.REFUSED,
      "The cluster has its first keys already.",
      "Nothing needs to be done; for new keys, rotate: `pawl rotate --purpose storage`."),
  NOT_BOOTSTRAPPED(
      ExitClass.REFUSED,
      "The cluster has no keys yet.",
      "Make the first ones with `pawl bootstrap`."),
  MUTATORS_DISABLED(
      ExitClass.REFUSED,
      "The leader runs without encryption, so it makes no keys.",
      "Start every node with --encryption and its KEK, then ask again."),
  MEMBERS_NOT_READY(
      ExitClass.REFUSED,
      "Not every member can open keys, so none are made.",
      "Start the members named with --encryption and the same KEK, then ask again."),
  KEK_REQUIRED(
      ExitClass.KEK,
      "Encryption is on, and no KEK is given.",
      "Name it with --kek-file or the --pkcs11 options; `pawl kek generate FILE` makes one."),
  KEK_INSECURE(
      ExitClass.KEK,
      "The KEK, or what opens it, could be read or replaced by others.",
      "Make it a regular file of your own with mode 0600 or less, and not a link; in a token, a key"
          + " that is sensitive and not extractable."),
  KEK_MALFORMED(
      ExitClass.KEK,
      "The KEK does not have exactly 32 raw bytes.",
      "Give the file that `pawl kek generate` made; a line break at its end is one byte too many."),
  KEK_EXISTS(
      ExitClass.KEK,
      "There is a file already where the new KEK is to be.",
      "Choose another name: a KEK that is overwritten takes every key it wrapped with it."),
  KEK_MISMATCH(
      ExitClass.KEK,
      "The KEK does not open a key of this cluster.",
      "Give the KEK that the keys were wrapped with; without it nobody can open them."),
  KEK_UNAVAILABLE(
      ExitClass.KEK,
      "What holds the KEK does not answer.",
      "Look at the cause: the file's permissions, the token, its PIN. Then start again."),
  ENCRYPTION_DOWNGRADE(
      ExitClass.REFUSED,
      "This data folder has keys, and encryption is off.",
      "Start the node with --encryption and its KEK, as before."),
  SIDECAR_TAMPERED(
      ExitClass.INTEGRITY,
      "The sidecar was altered, or is another node's.",
      "If nobody meant harm, delete the sidecar: it is rebuilt, and epochs go on from the registry."),
  WRITE_COUNT_EXHAUSTED(
      ExitClass.REGISTRATION_REFUSED,
      "The session has used up all its write counts.",
      "Open another session: it writes under the next epoch."),
  NONCE_SIZE(
      ExitClass.INTEGRITY,
      "A nonce does not have 12 bytes.",
      "Take the nonce from an envelope; nobody else makes one."),
  ENVELOPE_SHORT(
      ExitClass.INTEGRITY,
      "The bytes are too few to be a sealed value.",
      "Give the whole envelope, from its first byte to its last."),
  ENVELOPE_VERSION_UNKNOWN(
      ExitClass.INTEGRITY,
      "The sealed value has a version this build does not know.",
      "Open it with the version that sealed it, or a newer one; if it is none of ours, it is no envelope."),
  ENVELOPE_FLAG_UNKNOWN(
      ExitClass.INTEGRITY,
      "The sealed value has a flag this build does not know.",
      "Open it with the version that sealed it, or a newer one."),
  INTEGRITY(
      ExitClass.INTEGRITY,
      "The sealed value, or the context given with it, is not what was sealed.",
      "Give the context it was sealed with; if that is right, the value was altered or damaged."),
  INPUT_TOO_LARGE(
      ExitClass.INTEGRITY,
      "The input is larger than one value may be.",
      "Cut it into pieces of at most 64 MiB and seal each under a context of its own."),
  KEK_NOT_CONFIGURED(
      ExitClass.KEK,
      "A committed entry brings keys, and this node has no KEK to open them with.",
      "Give this node its KEK and start it again: it meets the same entry.");

  private final ExitClass exitClass;
  private final String meaning;
  private final String remedy;

  Sentinel(ExitClass exitClass, String meaning, String remedy) {
    this.exitClass = exitClass;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  public ExitClass exitClass() {
    return exitClass;
  }

  public String meaning() {
    return meaning;
  }

  public String remedy() {
    return remedy;
  }
}

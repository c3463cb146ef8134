--------------------------- MODULE WriterRegistry ---------------------------
(***************************************************************************)
(* One data key, one 16-bit slot, and processes that each believe they are *)
(* the slot's writer: an original, its clone, a machine brought back from  *)
(* a backup.  Disks can be copied and taken back in time; processes can    *)
(* die at any moment.  The registry is one row, changed in log order.      *)
(*                                                                         *)
(* A nonce is slot | epoch | count.  The slot is the same throughout, so a *)
(* nonce is a pair <<epoch, count>> here.  The claim: no pair is ever used *)
(* twice.                                                                  *)
(***************************************************************************)
EXTENDS Naturals

CONSTANTS
  Processes,     \* who may run
  MaxEpoch,      \* epochs are 1..MaxEpoch; 0 on a disk means that it holds none
  MaxCount,      \* writes of one session
  MaxSessions,   \* how many sessions are opened in all
  OneNode,       \* TRUE: all are copies of one node; FALSE: each is a node of its own,
                 \* and their ids happen to share the slot
  Incarnations,  \* FALSE: every registration says "absent", so loads look alike
  Gate,          \* FALSE: a process writes before its registration is committed
  MemoryCopies   \* TRUE: a running process can be copied with its memory

ASSUME /\ MaxEpoch \in Nat /\ MaxCount \in Nat /\ MaxSessions \in Nat
       /\ {OneNode, Incarnations, Gate, MemoryCopies} \subseteq BOOLEAN

VARIABLES
  disk,      \* disk[p]: the epoch in the sidecar of p, which survives a crash
  memory,    \* memory[p]: what the process p knows, which does not
  row,       \* what the registry remembers of the slot
  backups,   \* disk images that somebody has put away
  sessions,  \* how many sessions have been opened
  spent,     \* every nonce that was used
  reused     \* TRUE once a nonce was used that had been spent before

vars == <<disk, memory, row, backups, sessions, spent, reused>>

-----------------------------------------------------------------------------

Absent == 0
NoRow  == [owner |-> "nobody", first |-> 0, last |-> 0, inc |-> Absent]
Off    == [phase |-> "off", epoch |-> 0, inc |-> Absent, count |-> 0]

Max(a, b) == IF a > b THEN a ELSE b
NodeOf(p) == IF OneNode THEN "node" ELSE p
Image(p)  == [node |-> NodeOf(p), epoch |-> disk[p]]
Phase(p)  == memory[p].phase

Init ==
  /\ disk     = [p \in Processes |-> 0]
  /\ memory   = [p \in Processes |-> Off]
  /\ row      = NoRow
  /\ backups  = {[node |-> NodeOf(p), epoch |-> 0] : p \in Processes}
  /\ sessions = 0
  /\ spent    = {}
  /\ reused   = FALSE

-----------------------------------------------------------------------------
(* The decision: what WriterRegistry.decide does in the domain.            *)

Registration(p) ==
  [node  |-> NodeOf(p),
   epoch |-> memory[p].epoch,
   inc   |-> IF Incarnations THEN memory[p].inc ELSE Absent]

Decide(r) ==
  CASE row = NoRow           -> "Inserted"
    [] OTHER ->
       CASE r.node # row.owner  -> "SlotTaken"
         [] OTHER ->
            CASE r.epoch > row.last -> "Advanced"
              [] r.epoch < row.last -> "RolledBack"
              [] OTHER              -> IF r.inc = row.inc THEN "Replayed" ELSE "Cloned"

RowAfter(r) ==
  CASE Decide(r) = "Inserted" ->
         [owner |-> r.node, first |-> r.epoch, last |-> r.epoch, inc |-> r.inc]
    [] Decide(r) = "Advanced" ->
         [row EXCEPT !.last = r.epoch, !.inc = r.inc]
    [] OTHER -> row

Accepts(r) == Decide(r) \in {"Inserted", "Advanced", "Replayed"}

-----------------------------------------------------------------------------
(* Opening a session takes the next epoch after the disk's and after what  *)
(* the process has read of the registry.  By the time the disk is written  *)
(* that reading may be old, so any earlier value of row.last is possible   *)
(* too.                                                                    *)

Epochs(p) == (disk[p] + 1) .. Max(disk[p], row.last) + 1

Open(p, inc) ==
  /\ sessions < MaxSessions
  /\ sessions' = sessions + 1
  /\ \E e \in Epochs(p) :
       /\ e <= MaxEpoch
       /\ disk'   = [disk EXCEPT ![p] = e]
       /\ memory' = [memory EXCEPT ![p] =
                       [phase |-> "asking", epoch |-> e, inc |-> inc, count |-> 0]]
  /\ UNCHANGED <<row, backups, spent, reused>>

(* A process starts, draws an incarnation, and opens a session.  The       *)
(* number of the session serves as the incarnation: no other load has it.  *)
Boot(p) ==
  /\ Phase(p) = "off"
  /\ Open(p, sessions + 1)

(* A process that was refused opens another session, as the same load.     *)
Retry(p) ==
  /\ Phase(p) = "refused"
  /\ Open(p, memory[p].inc)

(* The registration is committed, and the process learns what came of it.  *)
Register(p) ==
  LET r == Registration(p) IN
  /\ Phase(p) = "asking"
  /\ row' = RowAfter(r)
  /\ memory' = [memory EXCEPT ![p] =
                  IF Accepts(r) THEN [@ EXCEPT !.phase = "holding"]
                                ELSE [@ EXCEPT !.phase = "refused", !.epoch = 0, !.count = 0]]
  /\ UNCHANGED <<disk, backups, sessions, spent, reused>>

(* The registration is committed, but the answer is lost: the process does *)
(* not know, and will ask again.                                           *)
RegisterUnanswered(p) ==
  /\ Phase(p) = "asking"
  /\ RowAfter(Registration(p)) # row
  /\ row' = RowAfter(Registration(p))
  /\ UNCHANGED <<disk, memory, backups, sessions, spent, reused>>

(* A process uses its next nonce.                                          *)
Write(p) ==
  LET nonce == <<memory[p].epoch, memory[p].count + 1>> IN
  /\ Phase(p) \in (IF Gate THEN {"holding"} ELSE {"holding", "asking"})
  /\ memory[p].count < MaxCount
  /\ memory' = [memory EXCEPT ![p].count = @ + 1]
  /\ spent'  = spent \cup {nonce}
  /\ reused' = (reused \/ nonce \in spent)
  /\ UNCHANGED <<disk, row, backups, sessions>>

(* A process ends, whatever it was doing.  Its memory is gone.             *)
Crash(p) ==
  /\ Phase(p) # "off"
  /\ memory' = [memory EXCEPT ![p] = Off]
  /\ UNCHANGED <<disk, row, backups, sessions, spent, reused>>

(* Somebody copies a disk away, whether or not its process runs.           *)
Backup(p) ==
  /\ Image(p) \notin backups
  /\ backups' = backups \cup {Image(p)}
  /\ UNCHANGED <<disk, memory, row, sessions, spent, reused>>

(* Somebody brings a disk back, from any backup of that node, even from    *)
(* one that another copy of it made.  An empty disk is always at hand.     *)
Restore(p) ==
  /\ Phase(p) = "off"
  /\ \E image \in backups :
       /\ image.node = NodeOf(p)
       /\ image.epoch # disk[p]
       /\ disk' = [disk EXCEPT ![p] = image.epoch]
  /\ UNCHANGED <<memory, row, backups, sessions, spent, reused>>

(* Somebody copies the disk of p, running or not, straight onto that of q. *)
Clone(p, q) ==
  /\ Phase(q) = "off"
  /\ NodeOf(p) = NodeOf(q)
  /\ disk[p] # disk[q]
  /\ disk' = [disk EXCEPT ![q] = disk[p]]
  /\ UNCHANGED <<memory, row, backups, sessions, spent, reused>>

(* Somebody resumes a snapshot of the running machine p as q, memory and   *)
(* all.  No registry can tell the two apart; this is outside the claim.    *)
CloneMemory(p, q) ==
  /\ MemoryCopies
  /\ Phase(p) # "off"
  /\ Phase(q) = "off"
  /\ NodeOf(p) = NodeOf(q)
  /\ disk'   = [disk EXCEPT ![q] = disk[p]]
  /\ memory' = [memory EXCEPT ![q] = memory[p]]
  /\ UNCHANGED <<row, backups, sessions, spent, reused>>

Next ==
  \/ \E p \in Processes :
       \/ Boot(p)  \/ Retry(p)  \/ Register(p) \/ RegisterUnanswered(p)
       \/ Write(p) \/ Crash(p)  \/ Backup(p)   \/ Restore(p)
  \/ \E p, q \in Processes : Clone(p, q) \/ CloneMemory(p, q)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* What holds in every state.                                              *)

(* The claim.                                                              *)
NoNonceReuse == ~reused

(* Why it holds: two processes never hold one epoch.                       *)
OneHolderPerEpoch ==
  \A p, q \in Processes :
    (p # q /\ Phase(p) = "holding" /\ Phase(q) = "holding")
      => memory[p].epoch # memory[q].epoch

(* Nothing is written under an epoch that the registry has not seen.       *)
RegisteredBeforeUse == \A nonce \in spent : nonce[1] <= row.last

(* Whoever holds an epoch is a process of the slot's owner.                *)
HoldersOwnTheSlot ==
  \A p \in Processes : Phase(p) = "holding" => row.owner = NodeOf(p)

(* What holds of every step: a row stays, keeps its owner and its first    *)
(* epoch, and its last epoch never goes back.                              *)
RowsOnlyAdvance ==
  [][/\ row'.last >= row.last
     /\ row # NoRow => row'.owner = row.owner /\ row'.first = row.first]_vars
=============================================================================

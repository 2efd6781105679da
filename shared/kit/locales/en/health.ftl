# What whoever runs the program should do where something is wrong; told by /health/ready.
wrong-service = { $service } cannot serve. Its log says what it lacks, most often its database or its disk.
wrong-relay = { $service } cannot tell the other services what happened. Nothing is lost: it waits in the database and goes on by itself. Check whether the disk is full, or whether the database or, where services run apart, Redis cannot be reached.
wrong-reader = { $service } cannot take in what another service told it ({ $what }). Nothing is lost: it goes on by itself once the fault ends. Check whether the disk is full, or whether the database or, where services run apart, Redis cannot be reached.
wrong-schedule = { $service } cannot do what has fallen due. It will be late, not lost. Check whether the disk is full or the database cannot be reached.
wrong-sealer = The audit trail of { $service } is not being sealed. Run “yincai audit verify”. If it finds a change, keep a copy of the data folder as it is and tell the audit administrator: sealing goes on only from an unchanged trail. If it finds none, check whether the disk is full or the database cannot be reached.
wrong-work = { $service } cannot do its own work, such as sending letters. Its log says why; it tries again by itself.
wrong-leases = { $service } cannot tell which of its processes does what, so this one does nothing in the background. It goes on by itself once it can write to its database. Look at the database, and at the network to it.
wrong-clock = The clock of the machine that runs { $service } differs from that of the database or of Redis; the log says by how much. Set all of them by NTP: terms, sign-in codes and sessions go by it.
wrong-files = The folder “files” that { $service } sees is not that of the other processes: what one of them keeps the other cannot open. Mount one folder, “files” of the data folder, for all of them.
wrong-parked = { $service } has put aside what it could not do ({ $count }). A system administrator decides on it under “Operations” at the staff door: try again, or skip.

# Sidekiq processes from the planned numbers: one that serves every queue and owns the scheduler (an empty list of
# queues means all; exactly one process may), and beside it processes for what grows with the size.
{ lib }:
settings:
let
  numbered =
    queue:
    builtins.genList (
      index:
      lib.nameValuePair "${queue}-${toString (index + 1)}" {
        jobClasses = [ queue ];
        threads = settings."${queue}Threads";
      }
    ) settings."${queue}Processes";
in
{
  all = {
    jobClasses = [ ];
    inherit (settings) threads;
  };
}
// builtins.listToAttrs (numbered "ingress" ++ numbered "push")

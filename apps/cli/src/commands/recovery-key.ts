import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { Command } from "commander";

/**
 * `allot recovery-key`: makes a provider's recovery key. What it prints on standard output is a file that `age -d -i`
 * takes; it is kept nowhere, so it is shown this once.
 */
export function recoveryKeyCommand(): Command {
  return new Command("recovery-key")
    .description("make a key that opens every secret on machines, to be kept away from this installation")
    .action(async () => {
      const identity = await generateX25519Identity();
      const recipient = await identityToRecipient(identity);
      process.stdout.write(`# Recovery key. Opens a secret of a deployment's tree: age -d -i THIS-FILE secrets/NAME.age
# public key: ${recipient}
${identity}
`);
      process.stderr.write(`
The line that starts with age1 belongs into “Recovery keys” of each environment. With the next installation, every
secret of its deployments is encrypted for it too.

The line that starts with AGE-SECRET-KEY-1 is shown this once and kept nowhere here. Keep it offline, on paper or on a
medium in a safe place: whoever has it can read every secret of those deployments.
`);
    });
}

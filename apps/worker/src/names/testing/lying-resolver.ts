import { once } from "node:events";
import { createSocket } from "node:dgram";
import { decode, encode } from "dns-packet";

/** A resolver of this machine that makes up one address and is honest about everything else. */
export interface LyingResolver {
  readonly address: string;
  readonly port: number;
  close(): void;
}

const authoritativeAnswer = 1 << 10;

/** Starts it on the loopback interface. What it does not make up it asks the server behind it. */
export async function lyingResolver(behind: string, name: string, address: string): Promise<LyingResolver> {
  const open = createSocket("udp4");
  open.on("message", (bytes, from) => {
    const { id = 0, questions = [] } = decode(bytes);
    const [question] = questions;
    if (question?.type === "A" && question.name.toLowerCase() === name) {
      const answers = [{ name, type: "A", ttl: 60, data: address }] as const;
      open.send(
        encode({ type: "response", id, flags: 0, questions: [question], answers: [...answers] }),
        from.port,
        from.address,
      );
      return;
    }
    const asking = createSocket("udp4");
    asking.once("message", (answer) => {
      asking.close();
      // As a resolver would: it is not its own zone.
      const said = decode(answer);
      open.send(encode({ ...said, flags: (said.flags ?? 0) & ~authoritativeAnswer }), from.port, from.address);
    });
    asking.send(bytes, 53, behind);
  });
  open.bind(0, "127.0.0.1");
  await once(open, "listening");
  return { address: "127.0.0.1", port: open.address().port, close: () => open.close() };
}

// Stands before a name server and holds its answers back: relay.mjs ADDRESS PORT MILLISECONDS. Ends with its standard input.
import { createSocket } from "node:dgram";
import { connect, createServer } from "node:net";

const [, , address = "", port = "", milliseconds = ""] = process.argv;
const [behind, wait] = [Number(port), Number(milliseconds)];

/** @type {(send: () => void) => void} */
const later = (send) => void setTimeout(send, wait);

const open = createSocket("udp4");
open.on("message", (question, from) => {
  const asking = createSocket("udp4");
  asking.on("message", (answer) => {
    asking.close();
    later(() => open.send(answer, from.port, from.address));
  });
  asking.on("error", () => asking.close());
  asking.send(question, behind, "127.0.0.1");
});

const streams = createServer((socket) => {
  const asking = connect(behind, "127.0.0.1");
  socket.pipe(asking);
  asking.on("data", (answer) => later(() => socket.writable && socket.write(answer)));
  asking.on("end", () => later(() => socket.end()));
  for (const [one, other] of [
    [socket, asking],
    [asking, socket],
  ])
    one?.on("error", () => other?.destroy());
});

open.bind(53, address, () => streams.listen(53, address, () => process.stdout.write("ready\n")));
process.stdin.resume().on("end", () => process.exit());

// An application as a test wants it: site.mjs ADDRESS CERTIFICATE KEY, both files. It answers by TLS, and has a database at
// 127.0.0.1:5432. A line of JSON on its standard input says how it is from now on. Ends with its standard input.
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { createServer as createDatabase } from "node:net";
import { createInterface } from "node:readline";

const [, , address = "", certificate = "", key = ""] = process.argv;
const good = JSON.stringify({
  version: "2.0",
  software: { name: "mastodon", version: "4.5.0" },
  openRegistrations: false,
  usage: { users: { total: 12, activeMonth: 7 }, localPosts: 345 },
});
const place = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
let now = { status: 200, database: "answers", nodeInfo: "good" };

/** @type {Readonly<Record<string, (response: import("node:http").ServerResponse) => void>>} */
const documents = {
  good: (response) => response.end(good),
  // As long as somebody reads.
  huge: (response) => pour(response),
  malformed: (response) => response.end(`${good.slice(0, -9)}<html>`),
  deep: (response) => response.end(place),
  away: (response) => response.writeHead(302, { Location: "http://169.254.169.254/latest/meta-data/" }).end(),
  circle: (response) => response.writeHead(301, { Location: "/nodeinfo/2.0" }).end(),
  dripping: (response) => {
    const drip = setInterval(() => response.write(" "), 200);
    response.on("close", () => clearInterval(drip));
  },
  compressed: (response) => response.writeHead(200, { "Content-Encoding": "gzip" }).end(Buffer.alloc(2000, 31)),
  boasting: (response) =>
    response.end(good.replace('"total":12', '"total":8000000000').replace('"activeMonth":7', '"activeMonth":-7')),
  painted: (response) => response.end(good.replace('"mastodon"', '"\\u001b[2Jmas\\u202etodon<script>"')),
};

/** @param {import("node:http").ServerResponse} response */
function pour(response) {
  const piece = `${good.slice(0, -1)}${" ".repeat(60_000)}`;
  while (!response.destroyed && response.write(piece));
  if (!response.destroyed) response.once("drain", () => pour(response));
}

const site = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (request, response) => {
  const document = request.url === "/nodeinfo/2.0" ? documents[now.nodeInfo] : undefined;
  if (document) document(response);
  else response.writeHead(now.status).end("fine");
});
const database = createDatabase((socket) => {
  socket.on("error", () => socket.destroy());
  if (now.database === "answers") socket.end("1\n");
  else if (now.database === "down") socket.end("FATAL: the database system is shutting down\n");
  else socket.resume();
});

createInterface({ input: process.stdin })
  .on("line", (line) => {
    now = { ...now, ...JSON.parse(line) };
    process.stdout.write("so it is\n");
  })
  .on("close", () => process.exit());
database.listen(5432, "127.0.0.1", () => site.listen(443, address, () => process.stdout.write("ready\n")));

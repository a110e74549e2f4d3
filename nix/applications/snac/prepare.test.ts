import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const script = path.join(path.dirname(fileURLToPath(import.meta.url)), "prepare.sh");

// What snac 2.75 does, as far as the script is concerned: the same questions, files and exit statuses.
const standIn = `#!/bin/sh
set -eu
case $1 in
init)
  for question in address port host prefix email; do read -r answer; done
  mkdir "$2" "$2/user" "$2/object"
  printf '{\\n    "host": "localhost",\\n    "layout": %s,\\n    "title": ""\\n}' "\${LAYOUT:-2.7}" > "$2/server.json"
  echo "own greeting" > "$2/greeting.html"
  echo "own style" > "$2/style.css" ;;
adduser)
  mkdir "$2/user/$3"
  printf '{\\n    "uid": "%s",\\n    "passwd": "00000000:random",\\n    "bio": ""\\n}' "$3" > "$2/user/$3/user.json"
  echo "User password is random" ;;
block) mkdir -p "$2/block"; [ ! -e "$2/block/$3" ] || exit 1; echo "$3" > "$2/block/$3" ;;
unblock) rm "$2/block/$3" ;;
upgrade)
  sed -i "s/\\"layout\\":2.6/\\"layout\\":\${LAYOUT:-2.7}/" "$2/server.json"
  exit 1 ;;
esac
`;

let root = "";
const at = (...names: string[]) => path.join(root, "snac", ...names);
const read = (...names: string[]) => readFileSync(at(...names), "utf8");

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "allotment-snac-"));
  mkdirSync(path.join(root, "bin"));
  mkdirSync(at());
  writeFileSync(path.join(root, "bin/snac"), standIn);
  chmodSync(path.join(root, "bin/snac"), 0o755);
  writeFileSync(path.join(root, "password"), "the first % password\\n");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A file with this content as JSON. */
function json(name: string, content: unknown): string {
  const target = path.join(root, name);
  writeFileSync(target, JSON.stringify(content));
  return target;
}

interface Wanted {
  readonly fixed?: Readonly<Record<string, unknown>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly account?: string;
  readonly layout?: string;
}

function prepare(
  { fixed = {}, settings = { title: "Talk" }, account = "anna", layout = "2.7" }: Wanted = {},
  verb = "",
) {
  const env = {
    PATH: `${root}/bin:/usr/bin:/bin`,
    LAYOUT: layout,
    SNAC_FOLDER: at(),
    SNAC_FIXED: json("fixed", { address: "127.0.0.1", ...fixed }),
    SNAC_SETTINGS: json("settings", [settings]),
    SNAC_ACCOUNT: account,
    SNAC_PASSWORD_FILE: path.join(root, "password"),
  };
  const argv = verb === "" ? [script] : [script, verb];
  const { status, stdout, stderr } = spawnSync("/bin/sh", argv, { env, encoding: "utf8" });
  return { status, stdout, stderr };
}

/** What the files say, by settings' names. */
function said(wanted: Wanted = {}) {
  const { status, stdout } = prepare(wanted, "read");
  expect(status).toBe(0);
  return JSON.parse(stdout) as Record<"values" | "defaults", Readonly<Record<string, unknown>>>;
}

describe("the first start", () => {
  test("makes the folder, and the account with the password of the file, which nobody prints", () => {
    const said = prepare({ fixed: { host: "talk.example" }, settings: { title: 'The "Choir" %s \\ "layout": 9' } });
    expect(said).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(JSON.parse(read("server.json"))).toEqual({
      layout: 2.7,
      address: "127.0.0.1",
      title: 'The "Choir" %s \\ "layout": 9',
      host: "talk.example",
    });
    const { passwd, bio } = JSON.parse(read("user/anna/user.json")) as { passwd: string; bio: string };
    const [nonce, digest] = passwd.split(":");
    const expected = createHash("sha1").update(`${nonce}:anna:the first % password\\n`).digest("hex");
    expect(nonce).toMatch(/^[0-9a-f]{8}$/);
    expect(digest).toBe(expected);
    expect(bio).toBe("");
    expect(existsSync(at(".prepare"))).toBe(false);
  });

  test.each([
    ["missing", () => rmSync(path.join(root, "password"))],
    ["empty", () => writeFileSync(path.join(root, "password"), "")],
  ])("with a password that is %s leaves no account open or locked, and the next makes it good", (_, spoil) => {
    spoil();
    expect(prepare().status).not.toBe(0);
    expect(existsSync(at("user/anna"))).toBe(false);
    writeFileSync(path.join(root, "password"), "another password");
    expect(prepare().status).toBe(0);
    expect(read("user/anna/user.json")).not.toContain("random");
  });
});

describe("every later start", () => {
  test("brings the settings of the configuration, and leaves accounts as they are", () => {
    prepare();
    writeFileSync(at("user/anna/user.json"), "changed by anna");
    expect(prepare({ settings: { title: "Other" }, account: "berta" }).status).toBe(0);
    expect(JSON.parse(read("server.json"))).toEqual({ layout: 2.7, address: "127.0.0.1", title: "Other" });
    expect(read("user/anna/user.json")).toBe("changed by anna");
    expect(existsSync(at("user/berta"))).toBe(false);
  });

  test("puts snac's own pages back once there are none in the configuration", () => {
    prepare({ settings: { "greeting.html": "ours", "style.css": "b {}", "announcement.txt": "Party" } });
    expect([read("greeting.html"), read("style.css"), read("announcement.txt")]).toEqual(["ours", "b {}", "Party"]);
    prepare();
    expect([read("greeting.html"), read("style.css")]).toEqual(["own greeting\n", "own style\n"]);
    expect(existsSync(at("announcement.txt"))).toBe(false);
  });

  test("does not touch an announcement that is the same, for people dismiss it by its time", () => {
    prepare({ settings: { "announcement.txt": "Party" } });
    const { ino } = statSync(at("announcement.txt"));
    prepare({ settings: { "announcement.txt": "Party", title: "Other" } });
    expect(statSync(at("announcement.txt")).ino).toBe(ino);
  });

  test("blocks and unblocks what the configuration names, and nothing else", () => {
    prepare({ settings: { block: ["bad.example", "worse.example"] } });
    writeFileSync(at("block/by-hand.example"), "");
    expect(prepare({ settings: { block: ["worse.example"] } }).status).toBe(0);
    const blocked = ["bad.example", "worse.example", "by-hand.example"].map((host) => existsSync(at("block", host)));
    expect(blocked).toEqual([false, true, true]);
  });
});

describe("while it runs", () => {
  test("settings and pages change, and nothing else is looked at", () => {
    prepare();
    const settings = { title: null, dbglevel: 2, "filter_reject.txt": ["one", "two %s"] };
    expect(prepare({ settings }, "settings")).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(JSON.parse(read("server.json"))).toEqual({ layout: 2.7, address: "127.0.0.1", dbglevel: 2 });
    expect(read("filter_reject.txt")).toBe("one\ntwo %s\n");
    expect(existsSync(at(".prepare"))).toBe(false);
  });

  test("what its files say is what it was given", () => {
    const settings = {
      title: 'T "1"',
      enable_svg: false,
      max_attachments: 4,
      admin_email: null,
      "greeting.html": null,
      "style.css": "b {}\n",
      "announcement.txt": "Zwölf\nLines",
      "filter_reject.txt": ["one", "two"],
      block: ["bad.example"],
    };
    prepare({ settings });
    writeFileSync(at("block/by-hand.example"), "by-hand.example\n");
    const { values, defaults } = said({ settings });
    expect(values).toEqual({ ...settings, "greeting.html": defaults["greeting.html"] });
    expect(defaults).toEqual({ "greeting.html": "own greeting\n", "style.css": "own style\n" });
  });

  test("and what somebody changed there by hand", () => {
    const settings = { title: "Talk", "announcement.txt": null, "filter_reject.txt": ["one"] };
    prepare({ settings });
    writeFileSync(at("server.json"), '{"layout": 2.7, "title": "By hand"}');
    writeFileSync(at("announcement.txt"), "Party");
    rmSync(at("filter_reject.txt"));
    expect(said({ settings }).values).toMatchObject({
      title: "By hand",
      "announcement.txt": "Party",
      "filter_reject.txt": [],
    });
  });

  test("a server of the configuration that was unblocked by hand is not among the blocked ones", () => {
    const settings = { block: ["bad.example", "worse.example"] };
    prepare({ settings });
    rmSync(at("block/bad.example"));
    expect(said({ settings }).values["block"]).toEqual(["worse.example"]);
    prepare({ settings }, "settings");
    expect(said({ settings }).values["block"]).toEqual(["bad.example", "worse.example"]);
  });
});

describe("another version", () => {
  test("gets files of an older one upgraded", () => {
    prepare({ layout: "2.6" });
    expect(prepare({ layout: "2.7" }).status).toBe(0);
    expect(JSON.parse(read("server.json"))).toMatchObject({ layout: 2.7, title: "Talk" });
  });

  test("is refused with a sentence where the files are of a newer one", () => {
    prepare({ layout: "2.8" });
    const said = prepare({ layout: "2.7" });
    expect(said.status).toBe(1);
    expect(said.stderr).toMatch(/layout 2\.8 .* layout 2\.7: restore the backup/);
    expect(JSON.parse(read("server.json"))).toMatchObject({ layout: 2.8 });
  });
});

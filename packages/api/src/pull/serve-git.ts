import { existsSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { Store } from "@allotment/store";
import { readBody } from "../http/read-body.ts";
import { machineOf } from "./token.ts";
import { uploadPack } from "./upload-pack.ts";
import { uploadSlots, type UploadSlots } from "./upload-slots.ts";

/** What machines are served from. */
export interface MachineServices {
  readonly store: Pick<Store, "pull">;
  /** Folder of the data, in which the worker keeps `trees/<deployment>`. */
  readonly dataFolder: string;
  /** Places for those that fetch; those of this process when left out. */
  readonly uploads?: UploadSlots;
}

const ownUploads = uploadSlots();

/** Largest question of a client: names of commits that it has and wants. */
const bodyBytesMax = 1024 * 1024;

/**
 * Serves the tree of a deployment as a git repository, over smart HTTP (gitprotocol-http), below `/git`:
 *
 *     /git/<deployment>.git/info/refs?service=git-upload-pack
 *     /git/<deployment>.git/git-upload-pack
 *
 * Only machines of this deployment may read it, with their token. Whether another deployment exists is not told.
 */
export async function serveGit(services: MachineServices, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const [, deployment, verb] =
    /^\/git\/([a-z][a-z0-9-]{0,62})\.git\/(info\/refs|git-upload-pack)$/.exec(pathname) ?? [];
  if (deployment === undefined || (await machineOf(services.store, deployment, request.headers)) === null) {
    return unauthorised();
  }
  const repository = path.join(services.dataFolder, "trees", deployment);
  if (!existsSync(path.join(repository, ".git"))) return new Response(null, { status: 404 });
  const { uploads = ownUploads } = services;
  return verb === "info/refs"
    ? advertise(uploads, repository, request, searchParams.get("service"))
    : answer(uploads, repository, request);
}

/** A client that sent no token is asked for one; git then sends it. */
export function unauthorised(): Response {
  return new Response(null, { status: 401, headers: { "www-authenticate": 'Basic realm="Allotment"' } });
}

async function advertise(
  uploads: UploadSlots,
  repository: string,
  request: Request,
  service: string | null,
): Promise<Response> {
  if (request.method !== "GET") return new Response(null, { status: 405 });
  if (service !== "git-upload-pack") return new Response(null, { status: 403 });
  const protocol = protocolOf(request.headers);
  return uploadPack(uploads, {
    repository,
    mode: "advertise",
    protocol,
    body: null,
    contentType: "application/x-git-upload-pack-advertisement",
    // Version 2 begins with its own line (gitprotocol-v2).
    prefix: protocol === "version=2" ? "" : "001e# service=git-upload-pack\n0000",
    signal: request.signal,
  });
}

async function answer(uploads: UploadSlots, repository: string, request: Request): Promise<Response> {
  if (request.method !== "POST") return new Response(null, { status: 405 });
  const type = request.headers.get("content-type");
  if (type !== "application/x-git-upload-pack-request") return new Response(null, { status: 415 });
  const sent = await readBody(request, bodyBytesMax);
  if (sent === null) return new Response(null, { status: 413 });
  const body = await unpacked(sent, request.headers.get("content-encoding"));
  if (body === null) return new Response(null, { status: 400 });
  return uploadPack(uploads, {
    repository,
    mode: "answer",
    protocol: protocolOf(request.headers),
    body,
    contentType: "application/x-git-upload-pack-result",
    prefix: "",
    signal: request.signal,
  });
}

/** git packs long questions. Null for what is not packed as it says, or would be too large. */
async function unpacked(body: Uint8Array, encoding: string | null): Promise<Uint8Array | null> {
  if (encoding === null || encoding === "identity") return body;
  if (encoding !== "gzip" && encoding !== "x-gzip") return null;
  return promisify(gunzip)(body, { maxOutputLength: bodyBytesMax }).catch(() => null);
}

/** The version that the client speaks, out of what it says; other words go nowhere. */
function protocolOf(headers: Headers): string | null {
  return /(?:^|:)(version=[012])(?::|$)/.exec(headers.get("git-protocol") ?? "")?.[1] ?? null;
}

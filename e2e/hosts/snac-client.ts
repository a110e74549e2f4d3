/**
 * What an app for Mastodon does with a snac: registers itself, signs a person in by the page of `oauth/authorize`, gets a
 * token, posts and reads. For tests on hosts whose names are in no DNS and whose certificates nobody signed.
 */
import { request, type RequestOptions } from "node:https";

/** Where a snac answers. */
export interface SnacSite {
  /** Host name, as in its option `domain`. */
  readonly host: string;
  /** Address that the name stands for here. */
  readonly address: string;
  /** 443 unless given. */
  readonly port?: number;
  /** PEM of the certificate that it has to show; any certificate is taken where this is left out. */
  readonly certificate?: string;
}

/** An answer as text. */
export interface SnacAnswer {
  readonly status: number;
  readonly location: string | undefined;
  readonly body: string;
}

/** A post as Mastodon's interface shows it. */
export interface SnacPost {
  readonly id: string;
  readonly url: string;
  /** HTML. */
  readonly content: string;
}

/** Somebody who is signed in. */
export interface SnacClient {
  /** Posts a text for everybody. */
  post(text: string): Promise<SnacPost>;
  /** A post by its id, as a new request sees it. */
  read(id: string): Promise<SnacPost>;
  /** The name of the account that is signed in. */
  whoAmI(): Promise<string>;
  /** Follows somebody, also on another server. @param handle such as `alice@other.example` @returns their id here */
  follow(handle: string): Promise<string>;
  /** Whether somebody, by their id here, follows the account that is signed in. */
  isFollowedBy(id: string): Promise<boolean>;
  /** The newest posts of whom the account follows. */
  home(): Promise<readonly SnacPost[]>;
}

interface Asked {
  readonly form?: Readonly<Record<string, string>>;
  readonly token?: string;
}

const patienceMilliseconds = 10_000;

/**
 * Asks a site once: a GET, or a POST where there is a form. Follows no redirects.
 *
 * @throws Error where nothing answers within ten seconds, or the certificate is another one
 */
export function askSnac(site: SnacSite, path: string, asked: Asked = {}): Promise<SnacAnswer> {
  const body = asked.form && new URLSearchParams(asked.form).toString();
  const options: RequestOptions = {
    host: site.address,
    port: site.port ?? 443,
    servername: site.host,
    path,
    method: body === undefined ? "GET" : "POST",
    timeout: patienceMilliseconds,
    agent: false,
    rejectUnauthorized: site.certificate !== undefined,
    ...(site.certificate === undefined ? {} : { ca: site.certificate }),
    headers: {
      host: site.host,
      ...(body === undefined
        ? {}
        : { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body) }),
      ...(asked.token === undefined ? {} : { authorization: `Bearer ${asked.token}` }),
    },
  };
  return new Promise((resolve, reject) => {
    const sent = request(options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        const { statusCode = 0, headers } = answer;
        resolve({ status: statusCode, location: headers.location, body: Buffer.concat(chunks).toString("utf8") });
      });
    });
    sent.on("timeout", () => sent.destroy(new Error(`${site.host} does not answer ${path}`)));
    sent.on("error", reject);
    sent.end(body);
  });
}

// Programs without a browser get the code as text; an address is what apps give.
const redirect = "https://app.example/back";
const scopes = "read write follow";

/**
 * Signs in by name and password, as an app does.
 *
 * @throws Error where the name or the password is wrong, with what snac answered
 */
export async function signInToSnac(site: SnacSite, username: string, password: string): Promise<SnacClient> {
  const app = await json<{ client_id: string; client_secret: string }>(site, "/api/v1/apps", {
    form: { client_name: "test", redirect_uris: redirect, scopes },
  });
  const code = await codeFor(site, app.client_id, username, password);
  const { access_token: token } = await json<{ access_token: string }>(site, "/oauth/token", {
    form: { grant_type: "authorization_code", code, redirect_uri: redirect, scope: scopes, ...app },
  });
  return clientWith(site, token);
}

/** The way through the sign-in page: the code at the end of it. */
async function codeFor(site: SnacSite, client: string, login: string, passwd: string): Promise<string> {
  const query = new URLSearchParams({
    response_type: "code",
    client_id: client,
    redirect_uri: redirect,
    scope: scopes,
  });
  const page = await askSnac(site, `/oauth/authorize?${query}`);
  const action = /action="https:\/\/[^/"]+(\/[^"]*)"/.exec(page.body)?.[1];
  if (page.status !== 200 || action === undefined) throw new Error(`no sign-in page: ${page.status} ${page.body}`);
  const answer = await askSnac(site, action, { form: { login, passwd, redir: redirect, cid: client, state: "" } });
  const code = answer.location === undefined ? null : new URL(answer.location).searchParams.get("code");
  if (code === null) throw new Error(`${login} could not sign in: ${answer.status} ${answer.body}`);
  return code;
}

function clientWith(site: SnacSite, token: string): SnacClient {
  return {
    post: (status) => json<SnacPost>(site, "/api/v1/statuses", { token, form: { status, visibility: "public" } }),
    read: (id) => json<SnacPost>(site, `/api/v1/statuses/${id}`, { token }),
    whoAmI: async () =>
      (await json<{ username: string }>(site, "/api/v1/accounts/verify_credentials", { token })).username,
    follow: async (handle) => {
      const query = new URLSearchParams({ q: `@${handle}`, type: "accounts", resolve: "true" });
      const { accounts } = await json<{ accounts: readonly { id: string }[] }>(site, `/api/v2/search?${query}`, {
        token,
      });
      const [account] = accounts;
      if (account === undefined) throw new Error(`${site.host} does not find ${handle}`);
      await json(site, `/api/v1/accounts/${account.id}/follow`, { token, form: {} });
      return account.id;
    },
    isFollowedBy: async (id) => {
      const query = new URLSearchParams({ "id[]": id });
      const path = `/api/v1/accounts/relationships?${query}`;
      const [relation] = await json<readonly { followed_by: boolean }[]>(site, path, { token });
      return relation?.followed_by === true;
    },
    home: () => json<readonly SnacPost[]>(site, "/api/v1/timelines/home", { token }),
  };
}

async function json<Answer>(site: SnacSite, path: string, asked: Asked): Promise<Answer> {
  const { status, body } = await askSnac(site, path, asked);
  if (status !== 200) throw new Error(`${path} answers ${status}: ${body}`);
  return JSON.parse(body) as Answer;
}

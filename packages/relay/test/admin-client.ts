import { join } from "node:path";
import { Writable } from "node:stream";
import { Hono } from "hono";
import { pino } from "pino";
import { expect, onTestFinished } from "vitest";
import { type Access, createAccess } from "../src/access/access.ts";
import { issueToken } from "../src/access/manage-tokens.ts";
import { createSessions } from "../src/access/sessions.ts";
import type { AdminOptions } from "../src/admin/admin-options.ts";
import { createAdminRoutes } from "../src/admin/admin-routes.ts";
import type { Role } from "../src/store/access-store.ts";
import { openLibsqlStore } from "../src/store/libsql/libsql-store.ts";
import type { Store } from "../src/store/store.ts";
import { emptyFolder } from "./running-relay.ts";

const origin = "http://127.0.0.1:8081";

/** The admin page on a real store, without a server. */
export interface AdminSite {
  readonly store: Store;
  readonly access: Access;
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  /** Times that the worker was woken. */
  readonly woken: () => number;
  readonly logged: () => string;
  readonly token: (organisation?: string, role?: Role) => Promise<string>;
  /** Lets time pass for sessions and tokens. */
  readonly pass: (durationMs: number) => void;
}

/** Opens a store in a folder of its own and mounts the admin page; both end with the test. */
export async function adminSite(parts: Partial<AdminOptions> = {}): Promise<AdminSite> {
  const store = parts.store ?? openLibsqlStore({ file: join(await emptyFolder(), "relay.db") });
  onTestFinished(() => store.close());
  let text = "";
  const lines = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  const log = pino({ level: "debug" }, lines);
  let passedMs = 0;
  let woken = 0;
  const now = () => Date.now() + passedMs;
  const access = createAccess({ store, log, now });
  const options = { store, access, log, now, onDecided: () => (woken += 1), ...parts };
  const admin = createAdminRoutes({ sessions: createSessions({ store, access, now }), ...options });
  const app = new Hono().route("/admin", admin);
  return {
    store,
    access,
    request: async (path, init) => await app.request(`${origin}${path}`, init),
    woken: () => woken,
    logged: () => text,
    pass: (durationMs) => {
      passedMs += durationMs;
    },
    token: async (organisation, role = "administrator") => {
      const grant = { role, ...(organisation === undefined ? {} : { organisation }) };
      return (await issueToken({ store, actor: { id: "system" }, nowMs: now() }, grant)).token;
    },
  };
}

/** A browser with cookies and no script. */
export class AdminVisitor {
  readonly #site: AdminSite;
  readonly #cookies = new Map<string, string>();

  constructor(site: AdminSite) {
    this.#site = site;
  }

  async get(path: string): Promise<Response> {
    return await this.#send(path, {});
  }

  /** Sends a form as a browser does, from a page of the same site. */
  async post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    return await this.#send(path, {
      method: "POST",
      headers: {
        "Content-Type": "application/x-www-form-urlencoded",
        Origin: origin,
        "Sec-Fetch-Site": "same-origin",
        ...headers,
      },
      body: new URLSearchParams(fields).toString(),
    });
  }

  /** Opens the page of a form, fills it in and sends it with what is hidden in it. */
  async submit(path: string, fields: Readonly<Record<string, string>> = {}): Promise<Response> {
    return await this.post(path, { ...(await this.hiddenOf(path)), ...fields });
  }

  /** Returns the hidden fields of the form on a page that is sent to its own address. */
  async hiddenOf(path: string, action = path): Promise<Record<string, string>> {
    const page = await (await this.get(path)).text();
    const form = page.split("<form").find((each) => each.includes(`action="${action}"`)) ?? "";
    const inputs = form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
    return Object.fromEntries([...inputs].map(([, name = "", value = ""]) => [name, value]));
  }

  async signIn(token: string, next = ""): Promise<Response> {
    return await this.post("/admin/sign-in", { token, next });
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = new Headers(init.headers);
    if (cookie !== "") headers.set("Cookie", cookie);
    const response = await this.#site.request(path, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0(;|$)/.test(line)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }
}

/** Opens the site as somebody who is signed in. */
export async function signedIn(site: AdminSite, organisation?: string): Promise<AdminVisitor> {
  const visitor = new AdminVisitor(site);
  const response = await visitor.signIn(await site.token(organisation));
  expect(response.status).toBe(303);
  return visitor;
}

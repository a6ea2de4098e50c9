import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { type AttackTarget, bodyBytes, drip, exchange, type RawAnswer, rawRequest } from "./attack-target.ts";

/** One try of an attacker, and how exactly it is refused. */
export interface Attack {
  readonly name: string;
  readonly send: (target: AttackTarget) => Promise<RawAnswer>;
  readonly refusal: {
    readonly status: number;
    /** FHIR issue type of the OperationOutcome. */
    readonly code: string;
    readonly header?: readonly [name: string, value: string];
  };
}

interface Call {
  readonly method?: string;
  readonly path: string;
  readonly headers?: readonly string[];
  readonly body?: string | Buffer;
  /** Token. Default: the attacker's own. Empty: none. */
  readonly token?: string;
}

/** Sends a request as written, on a connection of its own. */
async function call({ port, tokens }: AttackTarget, { method = "GET", path, headers = [], body, token }: Call) {
  const bearer = token ?? tokens.own;
  const lines = [
    ...(bearer === "" ? [] : [`Authorization: Bearer ${bearer}`]),
    ...(body === undefined ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
    ...headers,
  ];
  return await exchange(port, rawRequest(`${method} ${path}`, lines), body ?? "");
}

const json = "Content-Type: application/json";
const notFound = { status: 404, code: "not-found" };
const noLogin = { status: 401, code: "login", header: ["www-authenticate", "Bearer"] } as const;
const badToken = { status: 401, code: "login", header: ["www-authenticate", 'Bearer error="invalid_token"'] } as const;
const notHttp = { status: 400, code: "structure" };

/** Sends a body in the place of a new record. */
async function post(target: AttackTarget, body: string | Buffer, headers: readonly string[] = [json]) {
  return await call(target, {
    method: "POST",
    path: "/v1/records",
    body,
    headers: ["Idempotency-Key: example", ...headers],
  });
}

/** Sends a body without a length. */
async function postChunked({ port, tokens: { own } }: AttackTarget, encoding: string, ...pieces: readonly string[]) {
  const headers = [`Authorization: Bearer ${own}`, json, "Idempotency-Key: example", encoding];
  return await exchange(port, rawRequest("POST /v1/records", headers), ...pieces);
}

const path = ({ foreignRecord }: AttackTarget) => `/v1/records/${foreignRecord.id}`;
const ask = (target: AttackTarget, token: string) => call(target, { path: path(target), token });
const askWithJwt = async (target: AttackTarget, ...change: Parameters<AttackTarget["provider"]["sign"]>) =>
  await ask(target, await target.provider.sign(...change));

const foreignRecords: readonly Attack[] = [
  {
    name: "reading another organisation's record",
    send: (target) => call(target, { path: path(target) }),
    refusal: notFound,
  },
  {
    name: "reading it by a JWT of another organisation",
    send: (target) => askWithJwt(target),
    refusal: notFound,
  },
  {
    name: "overwriting another organisation's record",
    send: (target) =>
      call(target, {
        method: "PUT",
        path: path(target),
        headers: [json, `Idempotency-Key: ${randomUUID()}`],
        body: JSON.stringify({ record: { ...target.foreignRecord, description: "Changed." } }),
      }),
    refusal: notFound,
  },
  {
    name: "withdrawing another organisation's record",
    send: (target) => call(target, { method: "DELETE", path: path(target) }),
    refusal: notFound,
  },
  {
    name: "adding a Yellow Card reference to another organisation's record",
    send: (target) =>
      call(target, {
        method: "POST",
        path: `${path(target)}/yellow-card`,
        headers: [json, `Idempotency-Key: ${randomUUID()}`],
        body: JSON.stringify({ covers: "device", value: "YC-EXAMPLE-1" }),
      }),
    refusal: notFound,
  },
  {
    name: "taking another organisation's receipt with its own record and key",
    send: (target) =>
      call(target, {
        method: "POST",
        path: "/v1/records",
        headers: [json, `Idempotency-Key: ${target.foreignRecord.id}`],
        body: JSON.stringify({ record: target.foreignRecord }),
      }),
    refusal: { status: 409, code: "conflict" },
  },
  {
    name: "taking the id of another organisation's record for one of one's own",
    send: (target) =>
      call(target, {
        method: "POST",
        path: "/v1/records",
        headers: [json, `Idempotency-Key: ${target.foreignRecord.id}`],
        body: JSON.stringify({ record: { ...target.ownRecord, id: target.foreignRecord.id } }),
      }),
    refusal: { status: 409, code: "conflict" },
  },
  {
    name: "moving one's own record onto the id of another's by PUT",
    send: (target) =>
      call(target, {
        method: "PUT",
        path: `/v1/records/${target.ownRecord.id}`,
        headers: [json, `Idempotency-Key: ${randomUUID()}`],
        body: JSON.stringify({ record: { ...target.ownRecord, id: target.foreignRecord.id } }),
      }),
    refusal: { status: 400, code: "value" },
  },
  {
    name: "naming another organisation in a header",
    send: (target) =>
      call(target, { path: path(target), headers: ["X-Organisation: Z02", "X-ODS-Code: Z02", "Organisation: Z02"] }),
    refusal: notFound,
  },
];

const tokens: readonly Attack[] = [
  { name: "no token", send: (target) => ask(target, ""), refusal: noLogin },
  { name: "a revoked token", send: (target) => ask(target, target.tokens.revoked), refusal: badToken },
  { name: "an expired token", send: (target) => ask(target, target.tokens.expired), refusal: badToken },
  {
    name: "a token in the query string",
    send: (target) =>
      call(target, {
        path: `${path(target)}?access_token=${target.tokens.foreign}&token=${target.tokens.foreign}`,
        token: "",
      }),
    refusal: noLogin,
  },
  {
    name: "a token in a cookie",
    send: (target) =>
      call(target, { path: path(target), token: "", headers: [`Cookie: token=${target.tokens.foreign}`] }),
    refusal: noLogin,
  },
  {
    name: "a token as a password",
    send: (target) => {
      const pair = Buffer.from(`token:${target.tokens.foreign}`).toString("base64");
      return call(target, { path: path(target), token: "", headers: [`Authorization: Basic ${pair}`] });
    },
    refusal: noLogin,
  },
  {
    name: "the secret of one's own token under another's id",
    send: (target) => ask(target, target.tokens.foreign.slice(0, 13) + target.tokens.own.slice(13)),
    refusal: badToken,
  },
  { name: "a token with a letter more", send: (target) => ask(target, `${target.tokens.foreign}A`), refusal: badToken },
  {
    name: "a token in capitals",
    send: (target) => ask(target, target.tokens.foreign.toUpperCase()),
    refusal: badToken,
  },
  { name: "SQL in place of a token", send: (target) => ask(target, "dft_'or'1'='1_x"), refusal: badToken },
];

const jwts: readonly Attack[] = [
  {
    name: "a JWT with the algorithm none",
    send: async (target) => {
      const [, payload] = (await target.provider.sign({ claims: { ods: "Z02" } })).split(".");
      return await ask(target, `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.`);
    },
    refusal: badToken,
  },
  {
    name: "a JWT signed by HMAC with the public key",
    send: async (target) => {
      const { issuer: iss, audience: aud, publicKeyPem } = target.provider;
      const forged = new SignJWT({ iss, aud, sub: "x", ods: "Z02", exp: Math.floor(Date.now() / 1000) + 300 });
      return await ask(
        target,
        await forged.setProtectedHeader({ alg: "HS256", kid: "key-1" }).sign(Buffer.from(publicKeyPem)),
      );
    },
    refusal: badToken,
  },
  {
    name: "a JWT of another issuer",
    send: (target) => askWithJwt(target, { claims: { iss: "https://attacker.example", ods: "Z02" } }),
    refusal: badToken,
  },
  {
    name: "a JWT for another audience",
    send: (target) => askWithJwt(target, { claims: { aud: "another-service", ods: "Z02" } }),
    refusal: badToken,
  },
  {
    name: "a JWT past its end",
    send: (target) => askWithJwt(target, { claims: { exp: Math.floor(Date.now() / 1000) - 60, ods: "Z02" } }),
    refusal: badToken,
  },
  {
    name: "a JWT without an end",
    send: (target) => askWithJwt(target, { claims: { exp: undefined, ods: "Z02" } }),
    refusal: badToken,
  },
  {
    name: "a JWT whose payload was changed",
    send: async (target) => {
      const [head, payload = "", signature] = (await target.provider.sign()).split(".");
      const claims = { ...JSON.parse(Buffer.from(payload, "base64url").toString()), ods: "Z02" };
      return await ask(target, `${head}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.${signature}`);
    },
    refusal: badToken,
  },
  {
    name: "a JWT whose kid is a path",
    send: async (target) => {
      const { privateKey } = await generateKeyPair("RS256");
      return await askWithJwt(target, {
        key: privateKey,
        header: { kid: "../../../../dev/null" },
        claims: { ods: "Z02" },
      });
    },
    refusal: badToken,
  },
  {
    name: "a JWT that brings its own key, or the address of one",
    send: async (target) => {
      const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
      const jwk = await exportJWK(publicKey);
      const header = { jwk, jku: "http://127.0.0.1:9/keys", x5u: "http://127.0.0.1:9/cert" };
      return await askWithJwt(target, { key: privateKey, header, claims: { ods: "Z02" } });
    },
    refusal: badToken,
  },
  {
    name: "a JWT whose organisation is a list",
    send: (target) => askWithJwt(target, { claims: { ods: ["Z01", "Z02"] } }),
    refusal: badToken,
  },
];

const bodies: readonly Attack[] = [
  {
    name: "a body that says it is too large",
    send: ({ port, tokens: { own } }) =>
      exchange(
        port,
        rawRequest("POST /v1/records", [
          `Authorization: Bearer ${own}`,
          json,
          "Idempotency-Key: x",
          "Content-Length: 9999999",
        ]),
      ),
    refusal: { status: 413, code: "too-long" },
  },
  {
    name: "a body that becomes too large in pieces",
    send: (target) =>
      postChunked(target, "Transfer-Encoding: chunked", ...Array(6).fill(`1000\r\n${" ".repeat(4096)}\r\n`)),
    refusal: { status: 413, code: "too-long" },
  },
  {
    name: "a length that says more than comes",
    send: ({ port, tokens: { own } }) =>
      exchange(
        port,
        rawRequest(
          "POST /v1/records",
          [`Authorization: Bearer ${own}`, json, "Idempotency-Key: x", "Content-Length: 900"],
          '{"record":',
        ),
      ),
    refusal: { status: 408, code: "timeout" },
  },
  {
    name: "a body of one byte a moment",
    send: (target) =>
      drip(
        target.port,
        rawRequest("POST /v1/records", [
          `Authorization: Bearer ${target.tokens.own}`,
          json,
          "Idempotency-Key: x",
          "Content-Length: 900",
        ]),
        " ",
      ),
    refusal: { status: 408, code: "timeout" },
  },
  {
    name: "headers of one line a moment, without an end",
    send: (target) => drip(target.port, "GET /v1/records/x HTTP/1.1\r\nHost: relay\r\n", "X-More: 1\r\n"),
    refusal: { status: 408, code: "timeout" },
  },
  {
    name: "endless headers",
    send: ({ port }) => exchange(port, rawRequest("GET /healthz", [`X-Long: ${"x".repeat(40_000)}`])),
    refusal: { status: 431, code: "too-long" },
  },
  {
    name: "a compressed bomb",
    send: (target) => post(target, gzipSync(Buffer.alloc(bodyBytes * 50)), [json, "Content-Encoding: gzip"]),
    refusal: { status: 415, code: "not-supported" },
  },
  {
    name: "a form in place of JSON",
    send: (target) => post(target, "record=1", ["Content-Type: application/x-www-form-urlencoded"]),
    refusal: { status: 415, code: "not-supported" },
  },
  {
    name: "JSON as plain text, as a page of another site could send it",
    send: (target) => post(target, "{}", ["Content-Type: text/plain"]),
    refusal: { status: 415, code: "not-supported" },
  },
  {
    name: "JSON in UTF-16",
    send: (target) => post(target, Buffer.from("{}", "utf16le"), ["Content-Type: application/json; charset=utf-16"]),
    refusal: { status: 415, code: "not-supported" },
  },
  {
    name: "bytes that are no UTF-8",
    send: (target) => post(target, Buffer.from([0x22, 0xc0, 0x80, 0x22])),
    refusal: notHttp,
  },
  {
    name: "a name that means the prototype",
    send: (target) => post(target, '{"__proto__":{"isAdministrator":true},"record":{}}'),
    refusal: notHttp,
  },
  {
    name: "a constructor with a prototype, deep in a record",
    send: async (target) => {
      const systems = [
        { type: "prescribing", functions: ["prescribing"], constructor: { prototype: { polluted: 1 } } },
      ];
      const body = JSON.stringify({ record: { ...target.ownRecord, systems } });
      return await post(target, body);
    },
    refusal: { status: 422, code: "structure" },
  },
  {
    name: "one name twice in an object",
    send: (target) => post(target, '{"record":{},"record":{"id":"x"}}'),
    refusal: notHttp,
  },
  {
    name: "5,000 levels of brackets",
    send: (target) => post(target, `${"[".repeat(5_000)}${"]".repeat(5_000)}`),
    refusal: notHttp,
  },
  {
    name: "a number that no two readers read alike",
    send: (target) => post(target, '{"record":{"id":1e999}}'),
    refusal: notHttp,
  },
  {
    name: "a record with a field that nobody knows",
    send: (target) => post(target, '{"record":{},"organisation":"Z02"}'),
    refusal: { status: 422, code: "structure" },
  },
];

const wires: readonly Attack[] = [
  {
    name: "two lengths",
    send: ({ port }) =>
      exchange(port, rawRequest("POST /v1/records", ["Content-Length: 2", "Content-Length: 40"], "{}")),
    refusal: notHttp,
  },
  {
    name: "a length and chunks, to smuggle a second request",
    send: ({ port, tokens: { own } }) =>
      exchange(
        port,
        rawRequest("POST /v1/records", ["Content-Length: 5", "Transfer-Encoding: chunked"], "0\r\n\r\n"),
        rawRequest("GET /v1/records/x", [`Authorization: Bearer ${own}`]),
      ),
    refusal: notHttp,
  },
  {
    name: "chunks spelt so that two readers differ",
    send: (target) => postChunked(target, "Transfer-Encoding: xchunked", "0\r\n\r\n"),
    refusal: notHttp,
  },
  {
    name: "chunks and then something else",
    send: (target) => postChunked(target, "Transfer-Encoding: chunked, identity", "0\r\n\r\n"),
    refusal: notHttp,
  },
  {
    name: "an expectation nobody knows",
    send: (target) => post(target, "{}", [json, "Expect: a-miracle"]),
    refusal: { status: 417, code: "not-supported" },
  },
  {
    name: "an upgrade to a WebSocket",
    send: (target) =>
      call(target, {
        path: path(target),
        headers: ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"],
      }),
    refusal: notFound,
  },
  {
    name: "an upgrade to HTTP/2, past a proxy",
    send: (target) =>
      call(target, {
        path: path(target),
        headers: ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABk"],
      }),
    refusal: notFound,
  },
  {
    name: "chunks with a size that is no number",
    send: (target) => postChunked(target, "Transfer-Encoding: chunked", "0x5\r\n{}   \r\n0\r\n\r\n"),
    refusal: notHttp,
  },
  {
    name: "a space before the colon of a header",
    send: ({ port }) => exchange(port, rawRequest("GET /healthz", ["Content-Length : 5"])),
    refusal: notHttp,
  },
  {
    name: "a header folded over two lines",
    send: ({ port }) => exchange(port, rawRequest("GET /healthz", ["X-A: 1\r\n more"])),
    refusal: notHttp,
  },
  {
    name: "a line end alone inside a header",
    send: ({ port }) => exchange(port, rawRequest("GET /healthz", ["X-A: 1\rSet-Cookie: a=b"])),
    refusal: notHttp,
  },
  {
    name: "a zero byte in a header",
    send: ({ port }) => exchange(port, rawRequest("GET /healthz", ["X-A: 1\u0000"])),
    refusal: notHttp,
  },
  {
    name: "no host",
    send: ({ port }) => exchange(port, "GET /v1/records/x HTTP/1.1\r\nConnection: close\r\n\r\n"),
    refusal: notHttp,
  },
  {
    name: "an impossible host",
    send: ({ port, tokens: { own } }) =>
      exchange(
        port,
        `GET /v1/records/x HTTP/1.1\r\nHost: a b\r\nAuthorization: Bearer ${own}\r\nConnection: close\r\n\r\n`,
      ),
    refusal: notHttp,
  },
  {
    name: "another site's host",
    send: ({ port, tokens: { own } }) =>
      exchange(
        port,
        `GET /v1/records/x HTTP/1.1\r\nHost: attacker.example\r\nAuthorization: Bearer ${own}\r\nConnection: close\r\n\r\n`,
      ),
    refusal: notFound,
  },
  {
    name: "a second answer through an encoded line end in the path",
    send: (target) => call(target, { path: "/v1/records/x%0d%0aSet-Cookie:%20a=b%0d%0a%0d%0a" }),
    refusal: notFound,
  },
];

const paths: readonly Attack[] = [
  {
    name: "encoded dots up to another route",
    send: (target) => call(target, { path: "/v1/records/%2e%2e/%2e%2e/healthz/x", token: "" }),
    refusal: notFound,
  },
  {
    name: "dots around the check of the token",
    send: (target) => call(target, { path: `/healthz/../v1/records/${target.foreignRecord.id}`, token: "" }),
    refusal: noLogin,
  },
  {
    name: "encoded letters around the check of the token",
    send: (target) => call(target, { path: `/%76%31/records/${target.foreignRecord.id}`, token: "" }),
    refusal: noLogin,
  },
  {
    name: "two slashes around the check of the token",
    send: (target) => call(target, { path: `//v1/records/${target.foreignRecord.id}`, token: "" }),
    refusal: notFound,
  },
  {
    name: "capitals around the check of the token",
    send: (target) => call(target, { path: `/V1/records/${target.foreignRecord.id}`, token: "" }),
    refusal: notFound,
  },
  {
    name: "an encoded slash",
    send: (target) => call(target, { path: `/v1/records%2f${target.foreignRecord.id}` }),
    refusal: notFound,
  },
  {
    name: "a zero byte in the path",
    send: (target) => call(target, { path: `${path(target)}%00.json` }),
    refusal: notFound,
  },
  {
    name: "a zero byte in the place of the id",
    send: (target) => call(target, { method: "DELETE", path: "/v1/records/%00" }),
    refusal: notFound,
  },
  {
    name: "half a percent sign in the path",
    send: (target) => call(target, { path: "/v1/records/%E0%A4%A" }),
    refusal: notFound,
  },
  {
    name: "an id of 8,000 letters",
    send: (target) => call(target, { path: `/v1/records/${"a".repeat(8_000)}` }),
    refusal: notFound,
  },
  {
    name: "SQL in the id",
    send: (target) => call(target, { path: "/v1/records/x'%20or%20'1'='1" }),
    refusal: notFound,
  },
  {
    name: "the address of another site as a path",
    send: (target) =>
      call(target, { path: `http://attacker.example/v1/records/${target.foreignRecord.id}`, token: "" }),
    refusal: noLogin,
  },
  {
    name: "a file of the machine",
    send: (target) => call(target, { path: "/../../../../etc/passwd", token: "" }),
    refusal: notFound,
  },
  {
    name: "an address that a proxy is said to have had",
    send: (target) =>
      call(target, {
        path: path(target),
        token: "",
        headers: ["X-Original-URL: /healthz", "X-Rewrite-URL: /healthz", "X-Forwarded-Prefix: /healthz"],
      }),
    refusal: noLogin,
  },
  {
    name: "a GET that says it is a DELETE",
    send: (target) =>
      call(target, {
        method: "POST",
        path: `/v1/records/${target.ownRecord.id}?_method=DELETE`,
        headers: ["X-HTTP-Method-Override: DELETE", "X-HTTP-Method: DELETE", "Content-Length: 0"],
      }),
    refusal: { status: 405, code: "not-supported" },
  },
  {
    name: "TRACE",
    send: (target) => call(target, { method: "TRACE", path: path(target) }),
    refusal: { status: 405, code: "not-supported" },
  },
];

/** An attacker's afternoon at the API. */
export const attacks: readonly Attack[] = [...foreignRecords, ...tokens, ...jwts, ...bodies, ...wires, ...paths];

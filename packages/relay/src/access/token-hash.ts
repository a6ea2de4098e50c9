import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { createWorkLimit } from "./work-limit.ts";

/** Cost of a new hash: 16 MiB and some tens of milliseconds. A token's secret is 256 random bits; this is for its copy. */
const cost = { n: 16_384, r: 8, p: 1 } as const;
const saltBytes = 16;
const hashBytes = 32;

/** Each takes 16 MiB and a thread of Node's pool, which files and names need too. */
const limit = createWorkLimit({ atOnce: 2, inLine: 32 });

const pattern = /^scrypt\$(\d{4,6})\$(\d{1,2})\$(\d)\$([A-Za-z0-9_-]{22})\$([A-Za-z0-9_-]{43})$/;

/** Most memory that a kept hash may ask for, so that nobody who can write to the store can stop the relay with it. */
const maxMemoryBytes = 64 * 1024 * 1024;

/**
 * Returns the scrypt hash of a secret, with its salt and cost: `scrypt$N$r$p$salt$hash`.
 *
 * @throws {Error} if too many hashes are being made.
 */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const hash = await limit.run(() => derive(secret, salt, cost));
  if (hash === undefined) throw new Error("Too many tokens are being hashed. Try again.");
  return `scrypt$${cost.n}$${cost.r}$${cost.p}$${salt.toString("base64url")}$${hash.toString("base64url")}`;
}

/**
 * Returns whether a secret has this hash, compared in constant time; `undefined` if too many are being checked. Where no
 * hash is kept, it takes as long and says `false`: the time does not tell that an id is unknown. A damaged hash fits nothing.
 */
export async function verifySecret(secret: string, kept: string | undefined): Promise<boolean | undefined> {
  const [, n, r, p, salt = "", hash = ""] = pattern.exec(kept ?? "") ?? [];
  const isHash = n !== undefined;
  const salted = isHash ? Buffer.from(salt, "base64url") : Buffer.alloc(saltBytes);
  const derived = await limit.run(() =>
    derive(secret, salted, isHash ? { n: Number(n), r: Number(r), p: Number(p) } : cost).catch(() => Buffer.alloc(0)),
  );
  if (derived === undefined) return undefined;
  const expected = Buffer.from(hash, "base64url");
  return derived.byteLength === expected.byteLength && timingSafeEqual(derived, expected) && isHash;
}

async function derive(
  secret: string,
  salt: Buffer,
  { n, r, p }: { readonly n: number; readonly r: number; readonly p: number },
): Promise<Buffer> {
  const options: ScryptOptions = { N: n, r, p, maxmem: maxMemoryBytes };
  return await new Promise((resolve, reject) => {
    scrypt(secret, salt, hashBytes, options, (error, hash) => (error === null ? resolve(hash) : reject(error)));
  });
}

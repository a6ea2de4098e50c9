import { randomBytes, randomInt } from "node:crypto";

/** A token taken apart. */
export interface TokenParts {
  /** Public: it finds the hash, and names the token in logs and the audit log. */
  readonly id: string;
  readonly secret: string;
}

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
const idLength = 8;
const pattern = /^dft_([a-z0-9]{8})_([A-Za-z0-9_-]{43})$/;

/** Returns a new token: an id of 8 characters and a secret of 256 random bits. */
export function makeToken(): TokenParts & { readonly token: string } {
  const id = Array.from({ length: idLength }, () => letters[randomInt(letters.length)]).join("");
  const secret = randomBytes(32).toString("base64url");
  return { id, secret, token: `dft_${id}_${secret}` };
}

/** Returns the parts of a token; `undefined` for any other text. */
export function parseToken(text: string): TokenParts | undefined {
  const [, id, secret] = pattern.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** Returns whether a text is to be checked as a JWT, and not as a token of the relay. */
export function isJwtShaped(text: string): boolean {
  return text.startsWith("eyJ") && text.split(".").length === 3;
}

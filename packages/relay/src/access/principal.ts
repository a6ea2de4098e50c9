import type { Role } from "../store/access-store.ts";

/**
 * Who a request comes from, as its token or sign-in says.
 *
 * @example
 * const reporter: Principal = { id: "token:a1b2c3d4", organisation: "Z01", role: "reporter" };
 */
export interface Principal {
  /** `token:<id>`, `token:environment`, or `oidc:<hash of issuer and subject>`. Never a name. */
  readonly id: string;
  /** ODS code. Absent only for an administrator of all organisations. */
  readonly organisation?: string;
  readonly role: Role;
}

import { join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../../../", import.meta.url));

/** A setting that cannot be used, told in one line. */
export class SettingFault extends Error {}

/**
 * What the host is told by its environment.
 *
 * @typedef {object} HostSettings
 * @property {number} port TCP port on loopback.
 * @property {URL} relayUrl Address of the relay.
 * @property {string | undefined} token Bearer token of the relay. It never reaches a page.
 * @property {string} store Folder of the incidents that came by classic form post.
 */

/**
 * Returns the settings in an environment, with the defaults filled in.
 *
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {HostSettings}
 * @throws {SettingFault} if a port or an address cannot be read.
 */
export function readSettings(environment) {
  const portText = environment.DIGITAL_FACTORS_HOST_PORT || "8080";
  const port = Number(portText);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new SettingFault("DIGITAL_FACTORS_HOST_PORT must be a port number, 1 to 65535.");
  }
  const relayText = environment.DIGITAL_FACTORS_RELAY_URL || "http://127.0.0.1:8081";
  if (!URL.canParse(relayText) || !/^https?:$/.test(new URL(relayText).protocol)) {
    throw new SettingFault(
      "DIGITAL_FACTORS_RELAY_URL must be an http or https address, such as http://127.0.0.1:8081.",
    );
  }
  return {
    port,
    relayUrl: new URL(relayText),
    token: environment.DIGITAL_FACTORS_TOKEN || undefined,
    store: environment.DIGITAL_FACTORS_HOST_STORE || join(repository, ".data", "incidents"),
  };
}

const methods = new Set(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"]);
/** More routes than the relay has: whatever comes beyond them was not a pattern. */
const mostRoutes = 60;

/** Turns what happened into labels of which there are few. */
export interface Labels {
  method(method: string): string;
  route(route: string): string;
  /** Returns such as `2xx`. */
  statusClass(status: number): string;
  /** Returns the ODS code if it is one of those to be told apart, else `other`. */
  organisation(organisation: string): string;
}

/** @param organisations - ODS codes to be told apart. */
export function createLabels(organisations: readonly string[]): Labels {
  const named = new Set(organisations);
  const routes = new Set<string>();
  return {
    method: (method) => (methods.has(method) ? method : "other"),
    route: (route) => {
      if (routes.size < mostRoutes) routes.add(route);
      return routes.has(route) ? route : "other";
    },
    statusClass: (status) => (status >= 100 && status < 600 ? `${Math.floor(status / 100)}xx` : "other"),
    organisation: (organisation) => (named.has(organisation) ? organisation : "other"),
  };
}

/** What the middleware tells the routes about a request. */
export interface AppVariables {
  readonly Variables: {
    /** Made here for each request; in the log and in the answer's `X-Request-Id`. */
    requestId: string;
    /** ODS code that the token belongs to. */
    organisation: string;
  };
}

/**
 * Version of this package, as it stands in every record under `versions.form`. A test keeps it equal to package.json.
 *
 * @example
 * const version: string = formVersion;
 */
export const formVersion = "0.0.0";

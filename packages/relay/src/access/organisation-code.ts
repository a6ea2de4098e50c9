/**
 * ODS code of an organisation, in capitals as it is published: one organisation must not be two because of its spelling. Or
 * `unknown`, the organisation of a relay whose settings name none.
 */
export const organisationCode = /^(?:[A-Z0-9]{1,10}|unknown)$/;

// Who is measured. Each loads its package only in `connect`, which runs in a process of its own.
import { aws } from "./subjects/aws.mjs";
import { azure } from "./subjects/azure.mjs";
import { fhirKit } from "./subjects/fhir-kit.mjs";
import { fhirclient } from "./subjects/fhirclient.mjs";
import { ky } from "./subjects/ky.mjs";
import { lfpseClient } from "./subjects/lfpse-client.mjs";
import { medplum } from "./subjects/medplum.mjs";
import { octokit } from "./subjects/octokit.mjs";
import { ofetch } from "./subjects/ofetch.mjs";
import { relayClient } from "./subjects/relay-client.mjs";
import { stripe } from "./subjects/stripe.mjs";
import { supabase } from "./subjects/supabase.mjs";

export const subjects = [
  lfpseClient,
  relayClient,
  stripe,
  medplum,
  octokit,
  azure,
  aws,
  fhirKit,
  fhirclient,
  ky,
  ofetch,
  supabase,
];

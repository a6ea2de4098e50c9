// What a bundler for browsers finds in place of the LFPSE client. No module has this name, so the build stops and says it.
export * from "The LFPSE client is for servers: in a browser anybody could read its subscription key. Use createRelayClient of @digital-factors/client instead.";

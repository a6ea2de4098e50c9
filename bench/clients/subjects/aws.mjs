import { adverseEvent } from "../synthetic-create.mjs";

export const aws = {
  id: "aws",
  package: "@aws-sdk/client-s3",
  call: "PutObjectCommand",
  code: 'export { S3Client, PutObjectCommand } from "@aws-sdk/client-s3";',
  note: "a PUT, which is safe to repeat; the token is the secret it signs with and never sends",
  accepted: () => ({ status: 200, headers: { ETag: '"example"' }, body: "" }),
  async connect({ url, token }) {
    const { PutObjectCommand, S3Client } = await import("@aws-sdk/client-s3");
    const client = new S3Client({
      region: "eu-west-2",
      endpoint: url.origin,
      forcePathStyle: true,
      credentials: { accessKeyId: "EXAMPLE", secretAccessKey: token },
    });
    const input = { Bucket: "events", Key: "example", Body: JSON.stringify(adverseEvent) };
    return () => client.send(new PutObjectCommand(input));
  },
};

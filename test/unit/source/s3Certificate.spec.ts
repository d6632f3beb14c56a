import assert from "node:assert/strict";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { parseS3Url } from "../../../provider/src/source/s3Location";
import { createS3Objects } from "../../../provider/src/source/s3Objects";
import { openS3Source } from "../../../provider/src/source/s3Source";
import { manualClock } from "../../support/process/manualClock";
import { withTemporaryFolder } from "../../support/pulumi/fakePrograms";
import { makeAuthority } from "../../support/web/certificates";

describe("openS3Source, of a server whose certificate nobody knows", () => {
    it("says so, with what to do, and tries once", async () => {
        await withTemporaryFolder(async (folder) => {
            const authority = await makeAuthority(folder, "unknown");
            const server = createServer(await authority.sign("IP:127.0.0.1"));
            let connections = 0;
            server.on("connection", () => connections++);
            await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
            const endpoint = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
            const credentials = { accessKeyId: "nobody", secretAccessKey: "nobody" };
            const objects = createS3Objects({ endpoint, region: "us-east-1", credentials, forcePathStyle: true });

            const opening = openS3Source(objects, parseS3Url("s3://people/users.csv"), manualClock());

            await assert.rejects(opening, {
                code: "unreachable",
                message:
                    /users\.csv cannot be read: S3's certificate cannot be trusted \(\w+\)\..*NODE_EXTRA_CA_CERTS to the authority's certificate\.$/,
            });
            assert.equal(connections, 1);
            server.close();
        });
    });
});

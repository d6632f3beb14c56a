import assert from "node:assert/strict";
import { describeLocation, locateSource } from "../../../provider/src/source/sourceLocation";

const asset = (fields: object): object => ({
    "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17",
    ...fields,
});

describe("locateSource", () => {
    it("tells paths, objects in S3 and the three kinds of assets apart", () => {
        assert.deepEqual(locateSource("a/users.csv"), { kind: "file", path: "a/users.csv" });
        assert.deepEqual(locateSource("s3://people/a b/users.csv"), {
            kind: "s3",
            bucket: "people",
            key: "a b/users.csv",
            versionId: undefined,
            text: "s3://people/a b/users.csv",
        });
        assert.deepEqual(locateSource(asset({ path: "users.csv" })), { kind: "file", path: "users.csv" });
        assert.deepEqual(locateSource(asset({ text: "" })), { kind: "text", text: "" });
        assert.equal(locateSource(asset({ uri: "https://example.com/users.csv" })).kind, "remote");
    });

    it("reads a version, a key with a question mark, and an access point out of an S3 URL", () => {
        const found = locateSource("s3://people/odd%3Fname%25.csv?versionId=a.b_c");
        assert.equal(found.kind, "s3");
        assert.deepEqual(found.kind === "s3" && [found.key, found.versionId], ["odd?name%.csv", "a.b_c"]);
        const accessPoint = "arn:aws:s3:eu-west-1:123456789012:accesspoint/people";
        const throughIt = locateSource(`s3://${accessPoint}/users.csv`);
        assert.deepEqual(throughIt.kind === "s3" && [throughIt.bucket, throughIt.key], [accessPoint, "users.csv"]);
    });

    it("takes a plus sign in a version as it is, and what is percent-encoded as what it stands for", () => {
        const versionId = "3/L4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY+MTRCxv3vjVBH40Nr8X8gdRQBpUMLUo";
        for (const written of [versionId, encodeURIComponent(versionId)]) {
            const found = locateSource(`s3://people/users.csv?versionId=${written}`);

            assert.equal(found.kind === "s3" && found.versionId, versionId);
        }
    });

    for (const broken of ["100%", "%zz", "%ff"]) {
        it(`says of the version ${broken} that it is not percent-encoded`, () => {
            assert.throws(() => locateSource(`s3://people/users.csv?versionId=${broken}`), {
                code: "validation-failed",
                message:
                    "its versionId has a percent sign that does not encode a character; write a percent sign as %25",
            });
        });
    }

    it("says of a URL what it takes: TLS, and an asset", () => {
        const asset = "new pulumi.asset.RemoteAsset(url)";
        assert.throws(() => locateSource("https://example.com/users.csv"), {
            message: `a URL must be an asset: ${asset}`,
        });
        assert.throws(() => locateSource("http://example.com/users.csv"), {
            message: `a URL must begin with https:// and be an asset: ${asset}`,
        });
    });

    for (const [what, source] of [
        ["an empty path", ""],
        ["the CSV's content", "cognito:username,email\nada,ada@example.com"],
        ["a URL that is no asset", "https://example.com/users.csv?signature=secret"],
        ["a bucket without a key", "s3://people"],
        ["a folder in S3", "s3://people/folder/"],
        ["a parameter that S3 URLs do not have", "s3://people/users.csv?version=1"],
        ["a version without its id", "s3://people/users.csv?versionId="],
        ["two versions", "s3://people/users.csv?versionId=one&versionId=two"],
        ["an archive", { "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7", path: "." }],
        ["something else", { path: "users.csv" }],
        ["a remote asset of a local file", asset({ uri: "file:///etc/passwd" })],
    ] as const) {
        it(`refuses ${what}, repeating nothing of it`, () => {
            assert.throws(
                () => locateSource(source),
                (error: Error) => !/ada@|secret|passwd/.test(error.message) && error.name === "UserImportError",
            );
        });
    }
});

describe("describeLocation", () => {
    it("leaves out of a URL what may be a credential, and of a text everything", () => {
        for (const [url, description] of [
            ["https://ada:secret@example.com/users.csv?signature=secret#secret", "https://example.com/users.csv"],
            ["https://example.com/secret/users-2026-01.csv", "https://example.com/…/users-2026-01.csv"],
            ["https://example.com/secret", "https://example.com/…"],
            ["https://example.com/secret/s3cret0token.csv", "https://example.com/…"],
            ["https://example.com/users/?secret", "https://example.com/…"],
            ["https://example.com?secret", "https://example.com"],
        ]) {
            assert.equal(describeLocation(locateSource(asset({ uri: url }))), description);
        }
        assert.equal(describeLocation(locateSource(asset({ text: "secret" }))), "text asset");
    });
});

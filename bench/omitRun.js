// The search for users who exist, by the compiled provider in a process of its own; where OMIT_RUN says so the peer in its place: a
// plain loop over ListUsers at a given rate. Pauses are over at once here, but count. Prints what it took as JSON; with `isMemory` only
// the memory that is in use once all rows are in the index.
const { CognitoIdentityProviderClient, ListUsersCommand } = require("@aws-sdk/client-cognito-identity-provider");
const { clientSettings } = require("../provider/bin/aws/clientSettings");
const { readAwsSettings } = require("../provider/bin/aws/settings/config");
const { systemClock } = require("../provider/bin/clock");
const { createSdkImportApi } = require("../provider/bin/cognito/sdkImportApi");
const { findExistingLines } = require("../provider/bin/existing/findExistingLines");
const { openFileSource } = require("../provider/bin/source/fileSource");

const { endpoint, userPoolId, file, expectedRows, callsPerSecond, isMemory } = JSON.parse(process.env.OMIT_RUN);

let skippedMs = 0;
const clock = {
    now: () => performance.now() + skippedMs,
    sleep: async (seconds) => {
        skippedMs += 1000 * seconds;
    },
    random: Math.random,
};

async function listAll() {
    const credentials = { accessKeyId: "nobody", secretAccessKey: "nobody" };
    const cognito = new CognitoIdentityProviderClient({ endpoint, region: "us-east-1", credentials });
    let found = 0;
    let token;
    do {
        const beganMs = clock.now();
        const request = { UserPoolId: userPoolId, AttributesToGet: ["sub"], PaginationToken: token };
        const { Users, PaginationToken } = await cognito.send(new ListUsersCommand(request));
        found += Users.length;
        token = PaginationToken;
        await clock.sleep(Math.max(0, 1 / callsPerSecond - (clock.now() - beganMs) / 1000));
    } while (token !== undefined);
    return { found };
}

async function find() {
    const config = {
        "aws:accessKey": "nobody",
        "aws:secretKey": "nobody",
        "aws:endpoints": JSON.stringify([{ cognitoidp: endpoint }]),
    };
    const settings = clientSettings(
        readAwsSettings((key) => config[key]),
        userPoolId,
    );
    const api = createSdkImportApi(settings).within({ clock: systemClock });
    let memory;
    const listUsers = async (...args) => {
        if (isMemory) {
            // By now all rows are in the index.
            globalThis.gc();
            const { arrayBuffers, rss } = process.memoryUsage();
            memory = { arrayBytes: arrayBuffers, residentBytes: rss };
            return { users: [], paginationToken: undefined };
        }
        return await api.listUsers(...args);
    };
    const source = await openFileSource(file);
    const search = { api: { ...api, listUsers }, clock, userPoolId, source, expectedRows, onProgress: () => undefined };
    const { lines, rows } = await findExistingLines(search);
    return { rows, found: lines.size, ...memory };
}

async function main() {
    const beganMs = clock.now();
    const result = await (callsPerSecond === undefined ? find() : listAll());
    const seconds = (clock.now() - beganMs) / 1000;
    process.stdout.write(JSON.stringify({ ...result, seconds }));
}

main().catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
});

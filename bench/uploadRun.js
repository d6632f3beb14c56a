// One check() and create() of the compiled provider in a process of its own, as the plugin runs them: no TypeScript, whose
// compiler would count as our memory. A peer's command is run in place of create(). Prints what it took as JSON.
const { execFile } = require("node:child_process");
const { subscribe } = require("node:diagnostics_channel");
const { readFileSync } = require("node:fs");
const { performance } = require("node:perf_hooks");
const { promisify } = require("node:util");
const { configureFor, provider: runtime } = require("./configuredProvider");
const { peakMegabytes } = require("./peakMegabytes");

const { endpoint, poolId, source, packedUsers, peer } = JSON.parse(process.env.UPLOAD_RUN);

// A function of its own: main would hold the whole text until it ends.
function readUsers() {
    return JSON.parse(readFileSync(packedUsers, "utf8"));
}

/** As the engine hands inputs to create: what check has made a secret is its plain value again. */
function withoutSecrets(inputs) {
    const plain = Object.entries(inputs).map(([name, value]) => [name, value?.value ?? value]);
    return Object.fromEntries(plain);
}

/** The MD5 of what was uploaded, as S3 answers it; nothing where a peer's command uploads. */
let uploadedMd5;

subscribe("http.client.response.finish", ({ request, response }) => {
    if (request.method === "PUT") {
        uploadedMd5 = JSON.parse(response.headers.etag);
    }
});

async function main() {
    configureFor(endpoint);
    const args = {
        userPoolId: poolId,
        cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/CognitoCloudWatchLogsRole",
        ...(source === undefined ? { users: readUsers() } : { source }),
        waitForCompletion: false,
    };
    // What reading the arguments has left behind is not the plugin's.
    globalThis.gc();
    const { inputs, failures } = await runtime.check({}, args);
    if (failures.length > 0) {
        throw new Error(failures[0].reason);
    }
    const createBegan = performance.now();
    if (peer === undefined) {
        await runtime.create(withoutSecrets(inputs));
    } else {
        const [command, ...parameters] = peer;
        await promisify(execFile)(command, parameters);
    }
    const milliseconds = performance.now() - createBegan;
    process.stdout.write(JSON.stringify({ milliseconds, peakMegabytes: peakMegabytes(), uploadedMd5 }));
}

void main();

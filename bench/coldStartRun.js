// How long a plugin process takes from Pulumi's own code being loaded to the answer of our provider's first method; with the
// argument "eager" a provider that loads all of its AWS clients at once. Each in a process of its own.
require("@pulumi/pulumi/runtime/rpc");
require("@pulumi/pulumi/metadata");
require("@pulumi/pulumi/runtime");
require("@pulumi/pulumi/proto/provider_grpc_pb");
require("@pulumi/pulumi/proto/provider_pb");
require("@pulumi/pulumi/cmd/dynamic-provider/config");
const requireFromString = require("require-from-string");
const { providerText } = require("../provider/bin/provider");

const awsClients = ["client-cognito-identity-provider", "client-cloudwatch-logs", "client-s3", "credential-providers"];

async function main(isEager) {
    const beganMs = performance.now();
    if (isEager) {
        for (const name of awsClients) {
            require(`@aws-sdk/${name}`);
        }
    }
    const provider = requireFromString(providerText).handler();
    await provider.configure({ config: { get: () => undefined } });
    const { failures } = await provider.check({}, { __provider: providerText });
    process.measuredMs = performance.now() - beganMs;
    // Whoever gives no arguments is told so: the method has run.
    if (failures.length === 0) {
        throw new Error("check() found nothing wrong with no arguments");
    }
}

main(process.argv[2] === "eager").catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
});

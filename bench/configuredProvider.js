// The compiled provider, as Pulumi's plugin process runs it.
const { provider } = require("pulumi-cognito-user-import/bin/runtime");

/** Gives the provider the config of a stack whose AWS is an emulator. */
function configureFor(endpoint) {
    const config = {
        "aws:region": "us-east-1",
        "aws:accessKey": "nobody",
        "aws:secretKey": "nobody",
        "aws:endpoints": JSON.stringify([{ cognitoidp: endpoint, logs: endpoint, s3: endpoint }]),
    };
    provider.configure({ config: { get: (key) => config[key] } });
}

module.exports = { configureFor, provider };

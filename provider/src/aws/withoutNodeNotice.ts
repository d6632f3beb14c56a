const variable = "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED";

/**
 * Makes a client of the AWS SDK without the SDK's notice about its own future, which would stand on the stack's row of
 * every run: Node 20 is supported here.
 *
 * The SDK asks a variable of the environment for that, and has no argument of a client. The environment is shared with
 * the program and with other providers, so it is as before when this returns. That copy of the SDK has no notice any more.
 */
export function withoutNodeNotice<Client>(make: () => Client): Client {
    if (process.env[variable] !== undefined) {
        return make();
    }
    process.env[variable] = "true";
    try {
        return make();
    } finally {
        delete process.env[variable];
    }
}

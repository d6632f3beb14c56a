/** Switches off the SDK's notice that it will drop this version of Node. */
const noticeVariable = "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED";

/**
 * Makes a client of the AWS SDK without the SDK's notice about old Node versions, which would be on the stack's row in
 * every run: Node 20 is supported here.
 *
 * The SDK reads an environment variable for that; a client has no such argument. The environment is shared with the program
 * and other providers, so it is restored before this returns. That copy of the SDK then prints no notice any more.
 */
export function withoutNodeNotice<Client>(make: () => Client): Client {
    if (process.env[noticeVariable] !== undefined) {
        return make();
    }
    process.env[noticeVariable] = "true";
    try {
        return make();
    } finally {
        delete process.env[noticeVariable];
    }
}

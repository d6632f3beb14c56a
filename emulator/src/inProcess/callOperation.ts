import { logsTargets } from "../targets/targets";
import type { InProcessEmulator } from "./inProcessEmulator";

/** Calls an operation in JSON 1.1; see `InProcessEmulator.call`. */
export async function callOperation(
    send: InProcessEmulator["send"],
    operation: string,
    input: object,
): Promise<Record<string, unknown>> {
    const service = Object.hasOwn(logsTargets, operation) ? "Logs_20140328" : "AWSCognitoIdentityProviderService";
    const response = await send({
        method: "POST",
        url: "/",
        headers: { "x-amz-target": `${service}.${operation}`, authorization: "AWS4-HMAC-SHA256 Credential=any" },
        body: JSON.stringify(input),
    });
    const name = response.errorCode;
    const content = parseContent(response.body.toString());
    if (name === undefined) {
        return content;
    }
    const error = new Error(String(content.message ?? name));
    throw Object.assign(error, { name, $metadata: { httpStatusCode: response.statusCode } });
}

function parseContent(text: string): Record<string, unknown> {
    try {
        return JSON.parse(text) as Record<string, unknown>;
    } catch {
        // What a load balancer answers is no JSON.
        return {};
    }
}

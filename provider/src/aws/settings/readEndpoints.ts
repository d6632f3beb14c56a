import type { AwsService } from "./awsSettings";
import { nearName } from "./nearName";
import { pluginEndpoints } from "./pluginEndpoints";
import type { Setting } from "./setting";

/** The names under which the AWS plugin knows the endpoints of the services that are called here. */
export const endpointNames: Readonly<Record<AwsService, readonly string[]>> = {
    cognitoidp: ["cognitoidp", "cognitoidentityprovider"],
    logs: ["logs", "cloudwatchlogs", "cloudwatchlog"],
    s3: ["s3", "s3api"],
    sts: ["sts"],
};

const services = Object.keys(endpointNames) as AwsService[];

/**
 * The endpoints of the services that are called here, from a list of objects or one object. A name that is nearly one of theirs is a
 * problem, since calls would go to AWS instead.
 */
export function readEndpoints(endpoints: Setting): Partial<Record<AwsService, string>> {
    const urls: Partial<Record<AwsService, string>> = {};
    for (const [name, setting] of endpoints.list().flatMap((some) => [...(some.fields() ?? [])])) {
        const service = services.find((one) => endpointNames[one].includes(name));
        if (service === undefined && !pluginEndpoints.includes(name)) {
            refuseOrWarn(name, setting);
        }
        const url = service && setting.text(openAddress, addressReason);
        if (service === undefined || url === undefined) {
            continue;
        }
        if ((urls[service] ?? url) !== url) {
            setting.refuse("another URL is given for the same service");
        }
        urls[service] = url;
    }
    return urls;
}

function refuseOrWarn(name: string, setting: Setting): void {
    const near = nearName(name, pluginEndpoints);
    if (near !== undefined && Object.values(endpointNames).flat().includes(near)) {
        setting.refuse(`no service has this name; ${near} may be meant`);
    } else {
        setting.sayUnknown(pluginEndpoints);
    }
}

const addressReason = "it must be a URL that begins with https:// or http://, without a user name and a password";

/** The same, where the URL has no credential in it: endpoints stand in the state as they are. */
function openAddress(text: string): string | undefined {
    const { username, password } = URL.canParse(text) ? new URL(text) : { username: "", password: "" };
    return username === "" && password === "" ? webAddress(text) : undefined;
}

/** The text where it is a URL of the web. */
export function webAddress(text: string): string | undefined {
    return /^https?:\/\//.test(text) && URL.canParse(text) ? text : undefined;
}

import { BlockList, isIP } from "node:net";
import { UserImportError } from "../../errors/errors";
import type { AwsSettings } from "../settings/awsSettings";
import { configName } from "../settings/configName";

/** The settings of proxies. */
export type ProxySettings = Pick<AwsSettings, "httpProxy" | "httpsProxy" | "noProxy">;

/** Which proxy a call goes through; `undefined`: it goes straight to its server. */
export type ProxyOf = (target: URL) => URL | undefined;

/**
 * Which proxy each call goes through, by the rules of the AWS plugin: a setting wins over the environment's `HTTPS_PROXY`,
 * `HTTP_PROXY` or `NO_PROXY` (or their lower-case forms), and `httpProxy` serves https too where nothing else does. This machine
 * (`localhost`, 127.0.0.1) is never called through a proxy.
 *
 * @returns `undefined`: no call goes through a proxy
 * @throws (from what is returned) UserImportError `config-invalid` for what is no proxy here, naming where it is from, and never its
 *   value
 * @see https://pkg.go.dev/golang.org/x/net/http/httpproxy
 */
export function proxiesOf(settings: ProxySettings, environment: NodeJS.ProcessEnv = process.env): ProxyOf | undefined {
    const variable = (name: string): string | undefined => environment[name] || environment[name.toLowerCase()];
    const ofEnvironment = (name: string): ReadProxy | undefined =>
        proxyIn(variable(name), `The environment variable ${name}`);
    const own = proxyIn(settings.httpProxy, `Pulumi config ${configName("httpProxy")}`);
    const ownSecure = proxyIn(settings.httpsProxy, `Pulumi config ${configName("httpsProxy")}`);
    const http = own ?? ofEnvironment("HTTP_PROXY");
    const https = ownSecure ?? ofEnvironment("HTTPS_PROXY") ?? own;
    if (http === undefined && https === undefined) {
        return undefined;
    }
    const isDirect = directHosts(settings.noProxy ?? variable("NO_PROXY") ?? "");
    return (target) => {
        const proxy = target.protocol === "https:" ? https : http;
        return proxy === undefined || isDirect(target) ? undefined : proxy();
    };
}

/** Where a proxy is, without its user and password. */
export function shownProxy(proxy: URL): string {
    return `${proxy.protocol}//${proxy.host}`;
}

/** Gives a proxy, or says why it cannot be one: once a call needs it, since the environment is not written for us alone. */
type ReadProxy = () => URL;

function proxyIn(text: string | undefined, source: string): ReadProxy | undefined {
    return text === undefined ? undefined : () => proxyUrl(text, source);
}

/** A proxy may be written without `http://`, as curl has it. */
function proxyUrl(text: string, source: string): URL {
    const url = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
    if (!URL.canParse(url) || !/^https?:/i.test(url)) {
        throw new UserImportError(
            "config-invalid",
            `${source} cannot be used: a proxy must be a URL that begins with http:// or https://. SOCKS proxies cannot be used.`,
        );
    }
    return new URL(url);
}

/** Whether a server is called without a proxy, by a list such as `.example.com,10.0.0.0/8,host:8443`. */
function directHosts(list: string): (target: URL) => boolean {
    const entries = list
        .split(/[\s,]+/)
        .filter((entry) => entry !== "")
        .map((entry) => entry.toLowerCase());
    const addresses = new BlockList();
    const names: { readonly name: string; readonly port: string | undefined }[] = [];
    for (const entry of entries) {
        const [, network = "", bits] = /^(.+)\/(\d{1,3})$/.exec(entry) ?? [];
        if (isIP(network) !== 0 && Number(bits) <= (isIP(network) === 4 ? 32 : 128)) {
            addresses.addSubnet(network, Number(bits), familyOf(network));
            continue;
        }
        const [, name = entry, port] = /^(\[.*\]|[^:]*):(\d+)$/.exec(entry) ?? [];
        names.push({ name: name.replace(/^\[(.*)\]$/, "$1"), port });
    }
    return (target) => {
        const host = target.hostname.toLowerCase().replace(/^\[(.*)\]$/, "$1");
        const port = target.port || (target.protocol === "https:" ? "443" : "80");
        if (isThisMachine(host) || (isIP(host) !== 0 && addresses.check(host, familyOf(host)))) {
            return true;
        }
        return names.some((entry) => (entry.port ?? port) === port && isNamed(host, entry.name));
    };
}

function isNamed(host: string, name: string): boolean {
    // `*.example.com` and `.example.com` mean the hosts below; `example.com` itself too.
    const below = name.replace(/^\*(?=\.)/, "");
    return name === "*" || host === name || host.endsWith(below.startsWith(".") ? below : `.${below}`);
}

function isThisMachine(host: string): boolean {
    return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

function familyOf(address: string): "ipv4" | "ipv6" {
    return isIP(address) === 6 ? "ipv6" : "ipv4";
}

/** The mark in the place of what may be personal data or a credential. */
export const redacted = "[redacted]";

const arnForm = /^arn:(aws[\w-]*):([a-z0-9-]{1,40}):([a-z0-9-]{0,40}):(\d{0,12}):([\w+=,./:#*-]{1,512})/;

/** Resources whose names an administrator chose, and that say what to correct. Of others only the kind is shown. */
const shownResources: readonly RegExp[] = [
    /^iam:(?:role|policy)\/[\w+=,./-]+$/,
    /^cognito-idp:userpool\/[\w-]+(?:\/\*)?$/,
    /^logs:log-group:[\w./#:*-]+$/,
    /^kms:key\/[\w-]+$/,
    /^lambda:function:[\w:-]+$/,
];

/** The `scheme://host` of a URL: its path, query, fragment, user and password may each be a credential. */
export function shownUrl(url: string): string {
    const { protocol, host, isMore } = partsOf(url);
    if (host === undefined) {
        return redacted;
    }
    return `${protocol}//${host}${isMore ? `/${redacted}` : ""}`;
}

/** An ARN without the name of a session or a user, which single sign-on makes of a person's address. */
export function shownArn(arn: string): string {
    const [, partition, service = "", region, account, resource = ""] = arnForm.exec(arn) ?? [];
    if (partition === undefined) {
        return redacted;
    }
    const start = `arn:${partition}:${service}:${region}:${account}:`;
    const [session] = /^assumed-role\/[\w+=,.-]+/.exec(resource) ?? [];
    if (service === "sts" && session !== undefined) {
        return start + session;
    }
    if (!arn.endsWith(resource) || !shownResources.some((form) => form.test(`${service}:${resource}`))) {
        const [kind = ""] =
            /^(?:alias|assumed-role|federated-user|group|identity|role|policy|user)\//.exec(resource) ?? [];
        return start + kind + redacted;
    }
    return arn;
}

function partsOf(url: string): { protocol: string; host: string | undefined; isMore: boolean } {
    const { protocol, host, hostname, pathname, search, hash, username, password } = URL.canParse(url)
        ? new URL(url)
        : ({} as Partial<URL> & { protocol?: string });
    const isHost = /^[\w.-]+\.[\w-]+$|^localhost$|^\[[\da-f:.]+\]$/i.test(hostname ?? "");
    const isMore = `${pathname?.replace(/^\/$/, "")}${search}${hash}${username}${password}` !== "";
    return { protocol: protocol ?? "", host: isHost ? host : undefined, isMore };
}

import type { UserImportError } from "../errors/errors";
import type { LifecycleDependencies } from "./dependencies";

/**
 * What a check has if its argument `aws` is wrong, or not known yet: everything but AWS.
 *
 * @param refusal what each call is answered
 */
export function withoutAws<Deps extends LifecycleDependencies>(deps: Deps, refusal: UserImportError): Deps {
    // Which accounts are allowed is the config's word, and perhaps not that of the argument.
    const { checkAccount: _, ...others } = deps;
    const without: LifecycleDependencies = {
        ...others,
        connect: () => {
            throw refusal;
        },
        hasConfiguredEndpoint: false,
        account: async () => undefined,
        region: undefined,
    };
    return { ...without } as Deps;
}

import type { UserImportError } from "../errors/errors";
import type { LifecycleDependencies } from "./dependencies";

/**
 * What a check has if its argument `aws` is wrong, or not known yet: everything but AWS.
 *
 * @param refusal what each call is answered
 */
export function withoutAws(deps: LifecycleDependencies, refusal: UserImportError): LifecycleDependencies {
    // Which accounts are allowed is the config's word, and perhaps not that of the argument.
    const { checkAccount: _, ...others } = deps;
    return {
        ...others,
        connect: () => {
            throw refusal;
        },
        hasConfiguredEndpoint: false,
        account: async () => undefined,
        region: undefined,
    };
}

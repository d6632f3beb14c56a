import type * as dynamic from "@pulumi/pulumi/dynamic";

/**
 * The provider that is serialised into every state. It captures nothing but {@link load}: each method loads the
 * installed package's runtime when it is called. So it stays small, and a state written by an older version runs the
 * code of the installed one. Type-only imports vanish; a real import would be serialised along.
 */
export const provider: dynamic.ResourceProvider = {
    configure: async (request) => load().configure(request),
    check: async (olds, news) => load().check(olds, news),
    diff: async (id, olds, news) => load().diff(id, olds, news),
    create: async (inputs) => load().create(inputs),
    read: async (id, props) => load().read(id, props),
    update: async (id, olds, news) => load().update(id, olds, news),
    delete: async (id, props) => load().remove(id, props),
};

/**
 * Loads the package that the program's folder has, where the plugin process works; else, as where pnpm keeps the
 * dependencies of a dependency to itself, the one beside the plugin.
 */
function load() {
    const paths = [process.cwd(), require.main?.path ?? "."];
    return require(require.resolve("pulumi-cognito-user-import/bin/runtime", { paths }));
}

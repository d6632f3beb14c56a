import type * as dynamic from "@pulumi/pulumi/dynamic";

/**
 * The provider that is serialised into every state. It captures nothing: each method loads the installed package's
 * runtime when it is called. So it stays small, and a state written by an older version runs the code of the
 * installed one. Type-only imports vanish; a real import would be serialised along.
 */
export const provider: dynamic.ResourceProvider = {
    configure: async (request) => require("pulumi-cognito-user-import/bin/runtime").configure(request),
    check: async (olds, news) => require("pulumi-cognito-user-import/bin/runtime").check(olds, news),
    diff: async (id, olds, news) => require("pulumi-cognito-user-import/bin/runtime").diff(id, olds, news),
    create: async (inputs) => require("pulumi-cognito-user-import/bin/runtime").create(inputs),
    read: async (id, props) => require("pulumi-cognito-user-import/bin/runtime").read(id, props),
    update: async (id, olds, news) => require("pulumi-cognito-user-import/bin/runtime").update(id, olds, news),
    delete: async (id, props) => require("pulumi-cognito-user-import/bin/runtime").remove(id, props),
};

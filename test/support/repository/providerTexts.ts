/** What states hold as `__provider`, of the compiled package. */
export const { providerText } = require("../../../provider/bin/provider") as { providerText: string };

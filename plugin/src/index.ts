export { Provider, type ProviderArgs } from "./classes/provider";
export { UserImport } from "./classes/userImport";
export { UserImportGroups } from "./classes/userImportGroups";
export { UserImportJob } from "./classes/userImportJob";

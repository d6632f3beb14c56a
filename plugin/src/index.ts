export { Provider, type ProviderArgs } from "./classes/provider";
export { UserImportJob } from "./classes/userImportJob";

// The types are checked where the peers are not installed.

declare module "alex";
declare module "harper.js";
declare module "retext-english";
declare module "retext-equality";
declare module "unified";
declare module "vfile";
declare module "write-good";

interface Permissions {
  drop(scope: "fs.write" | "worker", reference?: string): void;
}

/**
 * Gives up, for this thread and for good, what only its start needed: worker threads, which can be
 * made with permissions of their own, and writing into `folder` or, without one, anywhere.
 */
export function dropPermissions(folder?: string): void {
  const { permission } = process as unknown as { readonly permission: Permissions };
  permission.drop("worker");
  permission.drop("fs.write", folder);
}

import { describe, expect, test } from "vitest";
import { kernelsFolder } from "../../../workbench/kernel/kernels-folder.ts";

const home = "/people/ada";
const linux = { platform: "linux", env: {}, home } as const;
const mac = { ...linux, platform: "darwin" } as const;
const windows = { platform: "win32", env: {}, home: "C:\\Users\\ada" } as const;

describe("kernelsFolder is where Jupyter looks", () => {
  test("on Linux", () => {
    expect(kernelsFolder(linux)).toBe("/people/ada/.local/share/jupyter/kernels");
    const env = { XDG_DATA_HOME: "/people/ada/data" };
    expect(kernelsFolder({ ...linux, env })).toBe("/people/ada/data/jupyter/kernels");
  });

  test("on macOS, whatever XDG says", () => {
    const env = { XDG_DATA_HOME: "/elsewhere" };
    expect(kernelsFolder({ ...mac, env })).toBe("/people/ada/Library/Jupyter/kernels");
  });

  test("on Windows, with backslashes, in the roaming profile", () => {
    const env = { APPDATA: "C:\\Users\\ada\\AppData\\Roaming" };
    expect(kernelsFolder({ ...windows, env })).toBe(
      "C:\\Users\\ada\\AppData\\Roaming\\jupyter\\kernels",
    );
    expect(kernelsFolder(windows)).toBe("C:\\Users\\ada\\.jupyter\\data\\kernels");
  });

  test("in JUPYTER_DATA_DIR before all else, unless it is empty", () => {
    for (const machine of [linux, mac]) {
      const env = { JUPYTER_DATA_DIR: "/data", XDG_DATA_HOME: "/x" };
      expect(kernelsFolder({ ...machine, env })).toBe("/data/kernels");
    }
    const env = { JUPYTER_DATA_DIR: "", XDG_DATA_HOME: "" };
    expect(kernelsFolder({ ...linux, env })).toBe("/people/ada/.local/share/jupyter/kernels");
  });

  test("under a prefix, whatever the environment says", () => {
    const env = { JUPYTER_DATA_DIR: "/data" };
    expect(kernelsFolder({ ...linux, env }, "/opt/venv")).toBe("/opt/venv/share/jupyter/kernels");
    expect(kernelsFolder(windows, "D:\\venv")).toBe("D:\\venv\\share\\jupyter\\kernels");
  });
});

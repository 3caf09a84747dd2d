import Glibc

/// A file system whose files may be written elsewhere, on another machine: inotify tells nothing of that.
public enum NetworkFileSystem: String, Hashable, Sendable {
  case nfs, smb, fuse
  case ninep = "9p"

  /// The one that `path` lies on. `nil`: it lies on a disk of this machine, or is not there.
  public static func holding(_ path: String) -> Self? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return holding(device: status.st_dev, mounts: text(of: "/proc/self/mountinfo"))
  }

  /// - Parameter mounts: as proc_pid_mountinfo(5) has them: the third field is the device, major and minor
  ///   number; the type stands after a lone dash.
  static func holding(device: dev_t, mounts: String) -> Self? {
    // As makedev(3) puts them together.
    let major = device >> 8 & 0xFFF | device >> 32 & ~0xFFF
    let minor = device & 0xFF | device >> 12 & ~0xFF & 0xFFFF_FFFF
    let number = "\(major):\(minor)"
    for line in mounts.split(separator: "\n") {
      let fields = line.split(separator: " ")
      if fields.count > 2, fields[2] == number, let dash = fields.firstIndex(of: "-"),
        dash + 1 < fields.count
      {
        return Self(type: fields[dash + 1])
      }
    }
    return nil
  }

  private init?(type: Substring) {
    switch type {
    case "nfs", "nfs4": self = .nfs
    case "cifs", "smb3", "smbfs": self = .smb
    case "9p": self = .ninep
    case "fuse", "virtiofs": self = .fuse
    case _ where type.hasPrefix("fuse."): self = .fuse
    default: return nil
    }
  }

  /// Empty when it cannot be read.
  private static func text(of path: String) -> String {
    guard let file = fopen(path, "re") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = getc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

import Testing

@testable import FileWatch

struct NetworkFileSystemTests {
  let mounts = """
    22 27 0:21 / /proc rw,relatime - proc proc rw
    27 1 259:1 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p1 rw
    40 27 0:45 / /mnt/desk rw,relatime shared:9 - nfs4 server:/desk rw,vers=4.2
    41 27 0:46 / /mnt/share rw shared:10 master:2 - cifs //server/share rw
    42 27 0:300 / /home/anna/far rw - fuse.sshfs anna@far: rw
    43 27 0:48 / /mnt/host rw - 9p host rw
    44 27 8:17 / /media/stick rw - fuseblk /dev/sdb1 rw
    """

  @Test(
    "A file system that others may write to is known by the device of its files",
    arguments: [
      (0, 45, NetworkFileSystem.nfs), (0, 46, .smb), (0, 300, .fuse), (0, 48, .ninep),
      (259, 1, nil), (8, 17, nil), (0, 99, nil),
    ])
  func known(major: UInt, minor: UInt, expected: NetworkFileSystem?) {
    let device = major << 8 | minor & 0xFF | (minor & ~0xFF) << 12
    #expect(NetworkFileSystem.holding(device: device, mounts: mounts) == expected)
  }

  @Test func aDiskOfThisMachineIsNone() {
    #expect(NetworkFileSystem.holding("/dev") == nil)
    #expect(NetworkFileSystem.holding("/no/such/place") == nil)
  }
}

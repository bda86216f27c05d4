"""What can be wrong with an uploaded archive, and with a member of one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MESSAGES = {
    "no_zip": "The file is no zip archive, or is damaged or breaks off.",
    "too_many_members": "The archive has more than {most:,} members.",
    "unpacks_to_too_much": "The archive unpacks to more than {megabytes} MB.",
    "too_few_classes": (
        "The archive needs {classes} folders or more with {images} readable images or more in each: "
        "a folder is a class."
    ),
    "too_many_classes": "The archive has {classes} folders of images: at most {most}.",
    "takes_too_much_room": "The images take more than the {megabytes} MB that are kept for a visitor.",
    "leads_out": "Its name leads out of the archive.",
    "in_no_folder": "It lies in no folder whose name could be that of its class.",
    "long_class_name": "The name of its folder has more than {most} characters.",
    "no_image": "It is no image of these formats: {formats}; or of a rare kind of them.",
    "too_many_pixels": "It has more than {megapixels} megapixels.",
    "broken_image": "The image is damaged or breaks off.",
    "takes_memory": "Decoding it takes more memory than one image is given.",
    "no_file": "It is a link or a device, not a file.",
    "repeated_name": "A later member has the same name.",
    "encrypted": "It is encrypted.",
    "unread_compression": "It is compressed in a way that is not read: deflated and stored members are.",
    "empty": "It is empty.",
    "too_large": "It has more than {megabytes} MB.",
    "damaged": "It is damaged, or other than the archive announces.",
    "only_image": "It is the only image of its class.",
}
"""What is told of each fault, by its code: first those of archives, then those of members."""


@dataclass(frozen=True)
class ArchiveFault:
    """A fault of an archive or of a member.

    Attributes:
        code: which fault it is, a key of ``MESSAGES``.
        values: what the message names, so that it can be told in other languages.
    """

    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The fault as a sentence."""
        return MESSAGES[self.code].format_map(self.values)


class UnfitArchive(ValueError):
    """An archive that cannot become a data set."""

    def __init__(self, fault: ArchiveFault) -> None:
        super().__init__(fault)
        self.fault = fault

    def __str__(self) -> str:
        return self.fault.message

package io.github.congeal.internal.image;

/**
 * The mark that a picture or film was generated, for programs: an XMP packet (ISO 16684-1) with IPTC's {@code
 * DigitalSourceType}. A PNG carries it as text under {@link #PNG_KEYWORD}, an MP4 in a box of its own.
 */
public final class GenerationMark {
    /** Where XMP stands in a PNG (XMP specification, part 3). */
    public static final String PNG_KEYWORD = "XML:com.adobe.xmp";

    /** IPTC's term for what a trained model made. */
    public static final String SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

    private GenerationMark() {}

    /** The packet. */
    public static String xmp() {
        return """
                <?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/">
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about=""
                xmlns:xmp="http://ns.adobe.com/xap/1.0/"
                xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
                xmp:CreatorTool="Congeal"
                Iptc4xmpExt:DigitalSourceType="%s"/>
                </rdf:RDF>
                </x:xmpmeta>
                <?xpacket end="r"?>""".formatted(SOURCE_TYPE);
    }
}
